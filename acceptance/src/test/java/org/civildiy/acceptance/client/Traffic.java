package org.civildiy.acceptance.client;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.restassured.response.Response;

import static org.awaitility.Awaitility.await;

/**
 * Load on the system until closed: each kind of request is sent again and again, one at a time. Responses other than 2xx are
 * kept as failures. The rate is at most 20 requests a second for each kind, which leaves the machine to the system under test.
 */
public final class Traffic implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final ExecutorService users = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong completed = new AtomicLong();
    private volatile boolean closed;

    private Traffic() {}

    @SafeVarargs
    public static Traffic of(Supplier<Response>... requests) {
        var traffic = new Traffic();
        for (var request : requests) {
            traffic.users.execute(() -> traffic.repeat(request));
        }
        return traffic;
    }

    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** Waits until this many more requests have completed. */
    public void awaitMore(int requests) {
        long goal = completed.get() + requests;
        await(requests + " more requests").atMost(Duration.ofSeconds(30)).until(() -> completed.get() >= goal);
    }

    @Override
    public void close() {
        closed = true;
        users.close();
    }

    private void repeat(Supplier<Response> request) {
        while (!closed) {
            var next = System.nanoTime() + INTERVAL.toNanos();
            try {
                var response = request.get();
                if (response.statusCode() / 100 != 2) {
                    failures.add(response.statusLine() + " " + response.asString());
                }
            } catch (RuntimeException e) {
                failures.add(e.toString());
            }
            completed.incrementAndGet();
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }
}
