package org.civildiy.posts;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.bson.types.ObjectId;

import org.civildiy.defaults.concurrent.KeyedSerialExecutor;

/**
 * Serializes what reads and replaces the same post within this instance, so that its own requests do not conflict with each other.
 * It is no lock: another instance may write at any time, {@link PostStore#swap} then reports a write conflict, and the operation
 * reads and decides again. An operation that is not done within {@link #TIMEOUT} fails as {@link PostProblems#contended}.
 */
@ApplicationScoped
class SerializedWrites {
    static final Duration TIMEOUT = Duration.ofMillis(2800);

    private static final int CAPACITY = 10_000;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(2);
    private static final Duration LONGEST_BACKOFF = Duration.ofMillis(50);

    private final KeyedSerialExecutor<ObjectId> executor =
            new KeyedSerialExecutor<>(CAPACITY, TIMEOUT, PostProblems::contended);

    /** Runs the operation after those before it on the same post, and again after each write conflict. */
    <T> Uni<T> execute(ObjectId post, Supplier<Uni<T>> readAndReplace) {
        return executor.execute(post, () -> untilNoConflict(readAndReplace))
                .ifNoItem()
                .after(TIMEOUT)
                .failWith(PostProblems::contended);
    }

    private static <T> Uni<T> untilNoConflict(Supplier<Uni<T>> readAndReplace) {
        return Uni.createFrom()
                .deferred(readAndReplace::get)
                .onFailure(Overtaken.class)
                .retry()
                .withBackOff(FIRST_BACKOFF, LONGEST_BACKOFF)
                .withJitter(0.9)
                .indefinitely();
    }
}
