package org.civildiy.outbox;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;

import org.civildiy.defaults.concurrent.KeyedSerialExecutor;

/**
 * Serializes read-and-replace operations per key within one instance, and repeats an operation that ends in a {@link WriteConflict} with
 * another instance. This makes conflicts rare, but it is no lock: only the store's compare-and-set decides which write succeeds. An
 * operation that has not succeeded within {@link #TIMEOUT}, or that exceeds the {@link #CAPACITY}, fails with {@link WriteConflict}.
 *
 * <p>At most {@link #MAX_AT_ONCE} operations run at the same time, since each holds an entry with its whole outbox in memory.
 */
@ApplicationScoped
public class SerializedWrites {
    static final int MAX_AT_ONCE = 16;

    private static final Duration TIMEOUT = Duration.ofMillis(2800);
    private static final int CAPACITY = 10_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
    private static final Duration MAX_PAUSE = Duration.ofMillis(50);

    private final KeyedSerialExecutor<String> executor =
            new KeyedSerialExecutor<>(CAPACITY, TIMEOUT, WriteConflict::new);
    private final Permits running = new Permits(MAX_AT_ONCE);

    /** Runs an operation after the earlier operations with the same key have ended. */
    public <T> Uni<T> run(String key, Supplier<Uni<T>> readAndReplace) {
        return executor.execute(key, () -> withPermit(() -> repeatOnConflict(readAndReplace)))
                .ifNoItem()
                .after(TIMEOUT)
                .failWith(WriteConflict::new);
    }

    /** Runs the operation when a permit is granted, on the subscriber's Vert.x context and not on that of the permit's last holder. */
    private <T> Uni<T> withPermit(Supplier<Uni<T>> operation) {
        var permit = running.request(1);
        var context = Vertx.currentContext();
        var granted = permit.isGranted() || context == null
                ? permit.granted()
                : permit.granted().emitOn(MutinyHelper.executor(context));
        return granted.chain(operation::get).onTermination().invoke(permit::release);
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
