package org.civildiy.defaults.concurrent;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * An executor that runs the tasks of one key one after the other, in the order of subscription, and tasks of different keys at the
 * same time. No thread waits. It works within this process: between instances the store has to serialize.
 *
 * <ul>
 *   <li>A task does not start within the timeout, because earlier ones of its key take too long: it is rejected and never runs. The
 *       timeout does not end a task that has started.
 *   <li>A waiting task is rejected or cancelled: it keeps its place until the earlier tasks have ended, so no later task overtakes
 *       them.
 *   <li>More tasks than the capacity, over all keys, run or wait: one more is rejected at once.
 *   <li>A running task fails or is cancelled: the next one of its key starts.
 * </ul>
 *
 * @param <K> the type of the keys; needs {@code equals} and {@code hashCode}
 */
public final class KeyedSerialExecutor<K> {
    private final Semaphore capacity;
    private final Duration timeout;
    private final Supplier<? extends Throwable> rejection;
    /** For each key, the end of its latest task. */
    private final Map<K, CompletableFuture<Void>> latest = new ConcurrentHashMap<>();

    /**
     * @param capacity how many tasks may run or wait, over all keys
     * @param timeout how long a task may wait for the earlier ones of its key
     * @param rejection the failure of a task that is rejected
     */
    public KeyedSerialExecutor(int capacity, Duration timeout, Supplier<? extends Throwable> rejection) {
        this.capacity = new Semaphore(capacity);
        this.timeout = timeout;
        this.rejection = rejection;
    }

    /** The result of the task. A task that had to wait starts on the Vert.x context of its subscriber. */
    public <T> Uni<T> execute(K key, Supplier<Uni<T>> task) {
        return Uni.createFrom().deferred(() -> {
            if (!capacity.tryAcquire()) {
                return Uni.createFrom().failure(rejection.get());
            }
            var end = new CompletableFuture<Void>();
            var previous = latest.put(key, end);
            return awaitInTime(previous).chain(() -> task.get()).onTermination().invoke(() -> {
                capacity.release();
                endAfter(previous, key, end);
            });
        });
    }

    private void endAfter(@Nullable CompletableFuture<Void> previous, K key, CompletableFuture<Void> end) {
        await(previous).subscribe().with(ended -> {
            latest.remove(key, end);
            end.complete(null);
        });
    }

    private Uni<Void> awaitInTime(@Nullable CompletableFuture<Void> previous) {
        var context = Vertx.currentContext();
        var ended = await(previous).ifNoItem().after(timeout).failWith(rejection);
        return previous == null || context == null ? ended : ended.emitOn(MutinyHelper.executor(context));
    }

    /** A copy of the future, because a subscriber that cancels must not complete the original. */
    private static Uni<Void> await(@Nullable CompletableFuture<Void> previous) {
        return previous == null ? Uni.createFrom().voidItem() : Uni.createFrom().completionStage(previous::copy);
    }
}
