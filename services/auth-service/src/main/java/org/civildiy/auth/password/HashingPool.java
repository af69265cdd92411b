package org.civildiy.auth.password;

import java.time.Duration;
import java.time.Instant;
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

/**
 * A bounded thread pool for password hashes, so that a flood of logins starves nothing else: the event loops continue to validate
 * tokens, the number of hashes under way bounds the memory, and half the cores stay free.
 *
 * <p>A hash for which the queue has no room is answered with 503 at once, and so is one that waited in it for longer than the
 * timeout. The metrics {@code executor_*} with the name {@code hashing} show the load.
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

    /** The result of {@code work}, delivered on the Vert.x context of the subscriber, as Hibernate Reactive demands. */
    <T> Uni<T> compute(Supplier<T> work) {
        return Uni.createFrom().deferred(() -> {
            var context = Vertx.currentContext();
            var latestStart = Instant.now().plus(queueTimeout);
            var result = Uni.createFrom()
                    .item(() -> inTime(latestStart, work))
                    .runSubscriptionOn(threads)
                    .onFailure(RejectedExecutionException.class)
                    .transform(full -> Passwords.busy());
            return (context == null ? result : result.emitOn(MutinyHelper.executor(context)))
                    .map(done -> done.orElseThrow(Passwords::busy));
        });
    }

    /** Empty after the timeout. It is not a failure, because one after the client has disconnected would be logged as unhandled. */
    private static <T> Optional<T> inTime(Instant latestStart, Supplier<T> work) {
        return Instant.now().isAfter(latestStart) ? Optional.empty() : Optional.of(work.get());
    }

    /** The number of hashes that this process computes at the same time. */
    static int size(HashingConfig config) {
        var machine = Runtime.getRuntime();
        return size(config, machine.availableProcessors(), machine.maxMemory());
    }

    /** The configured number; otherwise one for every two cores, or fewer, so that hashes take at most a third of the heap. */
    static int size(HashingConfig config, int cores, long heap) {
        var affordable = heap / 3 / (config.memory() * 1024L);
        return config.threads() > 0 ? config.threads() : Math.clamp(affordable, 1, Math.max(1, cores / 2));
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
