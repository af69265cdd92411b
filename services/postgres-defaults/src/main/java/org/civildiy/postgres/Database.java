package org.civildiy.postgres;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;

import org.civildiy.defaults.concurrent.Deadline;
import org.civildiy.defaults.problem.Problems;

/**
 * Sessions and statements on PostgreSQL, with a timeout. Each unit of work has its own session. The caller gets a result or a failure
 * within the timeout.
 *
 * <ul>
 *   <li>PostgreSQL refuses connections, is down, or its tables are not migrated yet: 503 at once;
 *   <li>PostgreSQL is frozen or too slow: 503 after {@link PoolConfig#answerWithin()}. The work is not cancelled, so that its connection
 *       returns to the pool in a clean state. But a write that gets its connection only after the timeout is not executed;
 *   <li>all connections are busy and the wait queue is full: 503 at once;
 *   <li>the work fails for any other reason: that failure, unchanged.
 * </ul>
 *
 * <p>Hibernate Reactive requires that these methods are called on a Vert.x context, with one operation at a time in each session.
 */
@ApplicationScoped
public class Database {
    private static final String UNAVAILABLE = "The database cannot be reached at the moment; try again shortly.";
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    private final PoolConfig config;
    private final Pool pool;
    private final AtomicReference<Deadline> nextLog = new AtomicReference<>(Deadline.after(Duration.ZERO));

    Database(PoolConfig config, Pool pool) {
        this.config = config;
        this.pool = pool;
    }

    /** Runs work that only reads, in a session without a transaction. */
    public <T> Uni<T> read(Supplier<Uni<T>> work) {
        return withTimeout(Panache.withSession(work));
    }

    /** Runs work that writes, in a transaction. A failure rolls the transaction back. Work does not start after the caller's timeout. */
    public <T> Uni<T> write(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var deadline = Deadline.after(config.answerWithin());
            return withTimeout(Panache.withTransaction(() -> before(deadline, work)));
        });
    }

    /**
     * Runs one SQL statement without a session, for SQL that maps to no entity. The statement is its own transaction. This method may be
     * called from any thread.
     */
    public <T> Uni<T> statement(Function<SqlClient, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var deadline = Deadline.after(config.answerWithin());
            return withTimeout(pool.withConnection(
                    client -> before(deadline, () -> work.apply(UnavailableBackend.withoutLossLog(client)))));
        });
    }

    private static <T> Uni<T> before(Deadline deadline, Supplier<Uni<T>> work) {
        return deadline.hasPassed()
                ? Uni.createFrom().failure(new TimeoutException("the caller has timed out already"))
                : work.get();
    }

    private <T> Uni<T> withTimeout(Uni<T> work) {
        return Uni.createFrom()
                .<T>emitter(result -> work.subscribe().with(result::complete, result::fail))
                .ifNoItem()
                .after(config.answerWithin())
                .fail()
                .onFailure(UnavailableBackend::isCauseOf)
                .invoke(this::logUnavailable)
                .onFailure(UnavailableBackend::isCauseOf)
                .transform(failure -> Problems.unavailable(UNAVAILABLE));
    }

    /** Logs at most once in {@link #LOG_INTERVAL}, however many requests are answered with 503. */
    private void logUnavailable(Throwable failure) {
        var next = nextLog.get();
        if (next.hasPassed() && nextLog.compareAndSet(next, Deadline.after(LOG_INTERVAL))) {
            Log.warnf(
                    "database: away or too busy, requests are answered with 503 cause=%s",
                    UnavailableBackend.kindOf(failure));
        }
    }
}
