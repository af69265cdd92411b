package org.civildiy.auth.password;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;

import org.civildiy.defaults.concurrent.Deadline;

/**
 * A bounded thread pool for password hashes, so that many logins at once do not slow down everything else. The event loops continue to
 * validate tokens. The memory is bounded, because the number of hashes at the same time is. By default, half of the cores stay free.
 *
 * <p>When the queue is full, the request gets 503 at once. A hash that has waited in the queue for longer than the timeout is not
 * computed, and its request gets 503 too. The metrics {@code executor_*} with the name {@code hashing} show the load.
 */
@Singleton
class HashingPool {
    private final ExecutorService threads;
    private final Duration queueTimeout;

    HashingPool(HashingConfig config, MeterRegistry metrics) {
        var size = size(config);
        queueTimeout = config.queueTimeout();
        var pool = new ThreadPoolExecutor(
                size,
                size,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.waiting()),
                Thread.ofPlatform().daemon().name("hashing-", 0).factory());
        threads = ExecutorServiceMetrics.monitor(metrics, pool, "hashing");
    }

    /**
     * Runs {@code work} on this pool. The result is delivered on the Vert.x context of the subscriber, because Hibernate Reactive
     * requires that context.
     */
    <T> Uni<T> compute(Supplier<T> work) {
        return Uni.createFrom().deferred(() -> {
            var context = Vertx.currentContext();
            var latestStart = Deadline.after(queueTimeout);
            var result = Uni.createFrom()
                    .item(() -> inTime(latestStart, work))
                    .runSubscriptionOn(threads)
                    .onFailure(RejectedExecutionException.class)
                    .transform(full -> Passwords.busy());
            return (context == null ? result : result.emitOn(MutinyHelper.executor(context)))
                    .map(done -> done.orElseThrow(Passwords::busy));
        });
    }

    /**
     * Runs the work, or returns empty when its time to start has passed. It does not throw an exception, because when the client has
     * disconnected meanwhile, nobody handles the exception, and Mutiny would log it as an unhandled error.
     */
    private static <T> Optional<T> inTime(Deadline latestStart, Supplier<T> work) {
        return latestStart.hasPassed() ? Optional.empty() : Optional.of(work.get());
    }

    /** The number of hashes that this process computes at the same time. */
    static int size(HashingConfig config) {
        var machine = Runtime.getRuntime();
        return size(config, machine.availableProcessors(), machine.maxMemory());
    }

    /** The configured number. Without it, one for every two cores, or fewer, so that the hashes take at most a third of the heap. */
    static int size(HashingConfig config, int cores, long heap) {
        var affordable = heap / 3 / (config.memory() * 1024L);
        return config.threads() > 0 ? config.threads() : Math.clamp(affordable, 1, Math.max(1, cores / 2));
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
