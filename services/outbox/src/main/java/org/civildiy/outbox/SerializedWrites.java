package org.civildiy.outbox;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import org.civildiy.defaults.concurrent.KeyedSerialExecutor;

/**
 * Serializes read-and-replace operations per key within one instance, and repeats one for as long as it ends in a
 * {@link WriteConflict} with another instance. It makes conflicts rare and is no lock: the store's compare-and-set alone decides
 * which write succeeds. An operation that has not succeeded within {@link #TIMEOUT}, or that comes beyond {@link #CAPACITY} others,
 * fails with {@link WriteConflict}.
 */
@ApplicationScoped
public class SerializedWrites {
    private static final Duration TIMEOUT = Duration.ofMillis(2800);
    private static final int CAPACITY = 10_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
    private static final Duration MAX_PAUSE = Duration.ofMillis(50);

    private final KeyedSerialExecutor<String> executor =
            new KeyedSerialExecutor<>(CAPACITY, TIMEOUT, WriteConflict::new);

    public <T> Uni<T> run(String key, Supplier<Uni<T>> readAndReplace) {
        return executor.execute(key, () -> repeatOnConflict(readAndReplace))
                .ifNoItem()
                .after(TIMEOUT)
                .failWith(WriteConflict::new);
    }

    private static <T> Uni<T> repeatOnConflict(Supplier<Uni<T>> readAndReplace) {
        return Uni.createFrom()
                .deferred(readAndReplace::get)
                .onFailure(WriteConflict.class)
                .retry()
                .withBackOff(FIRST_PAUSE, MAX_PAUSE)
                .withJitter(0.9)
                .indefinitely();
    }
}
