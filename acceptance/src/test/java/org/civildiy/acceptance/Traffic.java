package org.civildiy.acceptance;

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
 * Requests that go on, each kind one after the other, until closed; whatever is not a 2xx is kept. A kind is sent 20 times a
 * second and not faster, so that what is tested has the machine, and not who tests it.
 */
final class Traffic implements AutoCloseable {
    private static final Duration EACH = Duration.ofMillis(50);

    private final ExecutorService users = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private volatile boolean over;

    private Traffic() {}

    @SafeVarargs
    static Traffic of(Supplier<Response>... requests) {
        var traffic = new Traffic();
        for (var request : requests) {
            traffic.users.execute(() -> traffic.repeat(request));
        }
        return traffic;
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Waits until so many more requests have been answered. */
    void awaitMore(int requests) {
        long goal = answered.get() + requests;
        await(requests + " more requests").atMost(Duration.ofSeconds(30)).until(() -> answered.get() >= goal);
    }

    @Override
    public void close() {
        over = true;
        users.close();
    }

    private void repeat(Supplier<Response> request) {
        while (!over) {
            var next = System.nanoTime() + EACH.toNanos();
            try {
                var answer = request.get();
                if (answer.statusCode() / 100 != 2) {
                    failures.add(answer.statusLine() + " " + answer.asString());
                }
            } catch (RuntimeException e) {
                failures.add(e.toString());
            }
            answered.incrementAndGet();
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }
}
