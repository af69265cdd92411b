package org.civildiy.postgres;

import java.time.Duration;
import java.time.Instant;
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

import org.civildiy.defaults.problem.Problems;

/**
 * The way to PostgreSQL: every piece of work gets a session of its own, and its caller always gets an answer.
 *
 * <ul>
 *   <li>PostgreSQL refuses, is gone, or lacks its tables because they are not migrated yet: 503 at once;
 *   <li>it is frozen or too slow: 503 after {@link PoolConfig#answerWithin()}. The work is not cut off, so that its connection is given
 *       back in order; but a write that gets its connection only then is not done any more;
 *   <li>all connections are busy and the queue for them is full: 503 at once;
 *   <li>the work fails for any other reason: that failure, untouched.
 * </ul>
 *
 * <p>To be called on a Vert.x context, with one operation at a time in each session, as Hibernate Reactive demands.
 */
@ApplicationScoped
public class Database {
    private static final String AWAY = "The database cannot be reached at the moment; try again shortly.";
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofSeconds(10);

    private final PoolConfig config;
    private final Pool pool;
    private final AtomicReference<Instant> lastComplaint = new AtomicReference<>(Instant.EPOCH);

    Database(PoolConfig config, Pool pool) {
        this.config = config;
        this.pool = pool;
    }

    /** Work that only reads: a session without a transaction. */
    public <T> Uni<T> read(Supplier<Uni<T>> work) {
        return answered(Panache.withSession(work));
    }

    /** Work that writes: all of it or, when anything fails or its caller is no longer waiting, nothing. */
    public <T> Uni<T> write(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var deadline = Instant.now().plus(config.answerWithin());
            return answered(Panache.withTransaction(() -> before(deadline, work)));
        });
    }

    /**
     * One statement without a session, which is a transaction of its own: for SQL that no entity stands for. May be called from any
     * thread.
     */
    public <T> Uni<T> statement(Function<SqlClient, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var deadline = Instant.now().plus(config.answerWithin());
            return answered(
                    pool.withConnection(client -> before(deadline, () -> work.apply(Absence.toldByItsWork(client)))));
        });
    }

    private static <T> Uni<T> before(Instant deadline, Supplier<Uni<T>> work) {
        return Instant.now().isBefore(deadline)
                ? work.get()
                : Uni.createFrom().failure(new TimeoutException("nobody waits for it any more"));
    }

    private <T> Uni<T> answered(Uni<T> work) {
        return Uni.createFrom()
                .<T>emitter(answer -> work.subscribe().with(answer::complete, answer::fail))
                .ifNoItem()
                .after(config.answerWithin())
                .fail()
                .onFailure(Absence::explains)
                .invoke(this::complain)
                .onFailure(Absence::explains)
                .transform(failure -> Problems.unavailable(AWAY));
    }

    /** Once in a while, however many requests are answered so. */
    private void complain(Throwable failure) {
        var now = Instant.now();
        var last = lastComplaint.get();
        if (last.plus(BETWEEN_COMPLAINTS).isBefore(now) && lastComplaint.compareAndSet(last, now)) {
            Log.warnf("database: away or too busy, requests are answered with 503 cause=%s", Absence.nameOf(failure));
        }
    }
}
