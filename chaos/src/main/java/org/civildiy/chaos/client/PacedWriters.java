package org.civildiy.chaos.client;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.civildiy.chaos.time.Await;

/**
 * Writes at a rate that does not depend on the answers. The number of concurrent writes is bounded. When that bound is reached, the next
 * write waits for an answer, and the rate is lower than requested.
 */
public final class PacedWriters {
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(30);

    private final List<TestUser> users;
    private final int atOnce;

    public PacedWriters(List<TestUser> users, int atOnce) {
        this.users = users;
        this.atOnce = atOnce;
    }

    /** Starts the operation {@code times} times, at intervals of {@code pace}. Waits until all operations have ended. */
    public void write(int times, Duration pace, BiConsumer<TestUser, Random> operation) {
        var slots = new Semaphore(atOnce);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        long next = System.nanoTime();
        for (int number = 0; number < times; number++) {
            var user = users.get(number % users.size());
            var random = new Random(number);
            slots.acquireUninterruptibly();
            threads.execute(() -> {
                try {
                    operation.accept(user, random);
                } finally {
                    slots.release();
                }
            });
            next += pace.toNanos();
            Await.pass(Duration.ofNanos(next - System.nanoTime()));
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_WRITE.toSeconds(), TimeUnit.SECONDS)) {
                throw new Await.TimedOut("every write is answered", LONGEST_WRITE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
