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
 * An executor that runs tasks with the same key one after the other, in the order of subscription, and tasks with different keys in
 * parallel. No thread is blocked. The executor works within one process only. Between instances, the store must serialize the operations.
 *
 * <ul>
 *   <li>A task cannot start within the timeout, because earlier tasks with its key take too long: the task is rejected and never runs.
 *       The timeout does not end a task that has started.
 *   <li>A waiting task is rejected or cancelled: it keeps its place until the earlier tasks have ended, so that no later task starts
 *       before they end.
 *   <li>As many tasks as the capacity, counted over all keys, already run or wait: the next task is rejected at once.
 *   <li>A running task fails or is cancelled: the next task with its key starts.
 * </ul>
 *
 * @param <K> the type of the keys; needs {@code equals} and {@code hashCode}
 */
public final class KeyedSerialExecutor<K> {
    private final Semaphore capacity;
    private final Duration timeout;
    private final Supplier<? extends Throwable> rejection;
    /** For each key a future that completes when the latest task with that key has ended. */
    private final Map<K, CompletableFuture<Void>> latest = new ConcurrentHashMap<>();

    /**
     * @param capacity how many tasks may run or wait, over all keys
     * @param timeout how long a task may wait for the earlier tasks with its key
     * @param rejection the failure of a task that is rejected
     */
    public KeyedSerialExecutor(int capacity, Duration timeout, Supplier<? extends Throwable> rejection) {
        this.capacity = new Semaphore(capacity);
        this.timeout = timeout;
        this.rejection = rejection;
    }

    /** Runs the task in its turn and returns its result. A task that had to wait starts on the Vert.x context of its subscriber. */
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

    /** Waits on a copy of the future, because a subscriber that cancels must not complete the original future. */
    private static Uni<Void> await(@Nullable CompletableFuture<Void> previous) {
        return previous == null ? Uni.createFrom().voidItem() : Uni.createFrom().completionStage(previous::copy);
    }
}
