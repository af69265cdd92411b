package org.civildiy.auth;

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

import org.civildiy.defaults.problem.Problems;

/**
 * Computes hashes on threads of its own, so that a flood of logins starves nothing else: neither the event loops, which go on
 * validating tokens, nor the memory, for only so many hashes are under way, nor the cores, of which half are left to others.
 *
 * <p>Beyond its threads and its queue it takes nothing: the caller is told 503 at once. So is one whose turn comes too late. Its load is to be seen in the metrics
 * {@code executor_*} with the name {@code hashing}.
 */
@Singleton
class HashingPool {
    private final ExecutorService threads;
    private final Duration patience;

    HashingPool(HashingConfig config, MeterRegistry metrics) {
        var size = size(config);
        patience = config.patience();
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
            var latestStart = Instant.now().plus(patience);
            var result = Uni.createFrom()
                    .item(() -> inTime(latestStart, work))
                    .runSubscriptionOn(threads)
                    .onFailure(RejectedExecutionException.class)
                    .transform(full -> busy());
            return (context == null ? result : result.emitOn(MutinyHelper.executor(context)))
                    .map(done -> done.orElseThrow(HashingPool::busy));
        });
    }

    /** Nothing where it is too late: no failure, for who asked may be gone by then, and nobody is left to hear of it. */
    private static <T> Optional<T> inTime(Instant latestStart, Supplier<T> work) {
        return Instant.now().isAfter(latestStart) ? Optional.empty() : Optional.of(work.get());
    }

    /** What is told to those for whom there is no room, here and in {@link PasswordProof}. */
    static RuntimeException busy() {
        return Problems.unavailable("Too many people are logging in at the moment; try again shortly.");
    }

    /** How many hashes are computed at the same time in this process. */
    static int size(HashingConfig config) {
        var machine = Runtime.getRuntime();
        return size(config, machine.availableProcessors(), machine.maxMemory());
    }

    /** As configured, else half the cores, as far as their hashes leave two thirds of the heap to everything else. */
    static int size(HashingConfig config, int cores, long heap) {
        var affordable = heap / 3 / (config.memory() * 1024L);
        return config.threads() > 0 ? config.threads() : Math.clamp(affordable, 1, Math.max(1, cores / 2));
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
