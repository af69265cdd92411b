package org.civildiy.postgres;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

import org.civildiy.defaults.Problems;

/**
 * The way to PostgreSQL: every piece of work gets a session of its own, and its caller always gets an answer.
 *
 * <ul>
 *   <li>PostgreSQL refuses, is gone, or lacks its tables because they are not migrated yet: 503 at once or within the time that
 *       the pool waits for a connection;
 *   <li>it is frozen or too slow: 503 after {@link PoolConfig#answerWithin()}. The work itself goes on, so that its connection is
 *       given back in order; whether a write took place is then unknown to the caller, as after any time-out;
 *   <li>all connections are busy and the queue for them is full: 503 at once;
 *   <li>the work fails for any other reason: that failure, untouched.
 * </ul>
 *
 * <p>To be called on a Vert.x context, with one operation at a time in each session, as Hibernate Reactive demands.
 */
@ApplicationScoped
public class Database {
    private static final String AWAY = "The database cannot be reached at the moment; try again shortly.";

    private final PoolConfig config;
    private final AtomicBoolean away = new AtomicBoolean();

    Database(PoolConfig config) {
        this.config = config;
    }

    /** Work that only reads: a session without a transaction. */
    public <T> Uni<T> read(Supplier<Uni<T>> work) {
        return answered(Panache.withSession(work));
    }

    /** Work that writes: all of it or, when anything fails, nothing. */
    public <T> Uni<T> write(Supplier<Uni<T>> work) {
        return answered(Panache.withTransaction(work));
    }

    private <T> Uni<T> answered(Uni<T> work) {
        return Uni.createFrom()
                .<T>emitter(answer -> work.subscribe().with(answer::complete, answer::fail))
                .ifNoItem()
                .after(config.answerWithin())
                .fail()
                .onItem()
                .invoke(this::noteThere)
                .onFailure(Absence::explains)
                .invoke(this::noteAway)
                .onFailure(Absence::explains)
                .transform(failure -> Problems.unavailable(AWAY));
    }

    private void noteThere() {
        if (away.getAndSet(false)) {
            Log.info("database: back");
        }
    }

    private void noteAway(Throwable failure) {
        if (!away.getAndSet(true)) {
            Log.warnf("database: away, requests to it are answered with 503 cause=%s", Absence.nameOf(failure));
        }
    }
}
