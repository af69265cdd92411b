package org.civildiy.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Latency of other requests during a flood of logins. The other requests are reads of the stream, and the health check of auth-service.
 * Both are first measured without other load. Then they are measured while many clients log in at the same time, in one wave after the
 * other. Each login has an e-mail address of its own. The p99 of both should be at most three times the p99 without the flood. Logins over
 * capacity get a 503 or 429.
 *
 * <p>Arguments: the gateway's address ({@code http://localhost:8000}), the number of logins at once (200), and Consul's address
 * ({@code http://localhost:8500}), whose catalog has the address of auth-service.
 */
public final class LoginFlood {
    private static final int WARM_UP = 500;
    private static final int READS = 5000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI stream;
    private final URI health;

    private LoginFlood(URI gateway, URI consul) throws IOException, InterruptedException {
        stream = gateway.resolve("/api/activity-stream");
        var catalog = consul.resolve("/v1/catalog/service/auth-service");
        var found = http.send(HttpRequest.newBuilder(catalog).build(), BodyHandlers.ofString());
        var instance = new ObjectMapper().readTree(found.body()).required(0);
        health = URI.create("http://%s:%d/health"
                .formatted(
                        instance.required("ServiceAddress").asText(),
                        instance.required("ServicePort").asInt()));
    }

    public static void main(String... args) throws Exception {
        var gateway = URI.create(args[0]);
        new LoginFlood(gateway, URI.create(args[2])).run(gateway, Integer.parseInt(args[1]));
    }

    private void run(URI address, int clients) throws Exception {
        measure(WARM_UP, new Latencies("warm-up"), new Latencies("warm-up"));
        var idleStream = new Latencies("GET /api/activity-stream, idle");
        var idleHealth = new Latencies("GET /health of auth-service, idle");
        measure(READS, idleStream, idleHealth);
        var floodedStream = new Latencies("GET /api/activity-stream, flooded");
        var floodedHealth = new Latencies("GET /health of auth-service, flooded");
        var statuses = new ConcurrentHashMap<Integer, AtomicInteger>();
        var done = new AtomicBoolean();
        try (var gateway = new BenchmarkClient(address);
                var clientThreads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waves = clientThreads.submit(() -> {
                while (!done.get()) {
                    wave(gateway, clientThreads, clients, statuses);
                }
                return null;
            });
            measure(READS, floodedStream, floodedHealth);
            done.set(true);
            waves.get();
        }
        System.out.println(Latencies.header());
        for (var row : new Latencies[] {idleStream, floodedStream, idleHealth, floodedHealth}) {
            System.out.println(row.row());
        }
        System.out.printf(
                Locale.ROOT,
                "%np99, flooded to idle: stream %.1f, health %.1f; logins by status: %s%n",
                ratio(floodedStream, idleStream),
                ratio(floodedHealth, idleHealth),
                new TreeMap<Integer, AtomicInteger>(Map.copyOf(statuses)));
    }

    private static void wave(
            BenchmarkClient gateway, ExecutorService clientThreads, int clients, Map<Integer, AtomicInteger> statuses)
            throws InterruptedException, ExecutionException {
        Callable<Integer> login = () -> gateway.login("bench-" + UUID.randomUUID());
        for (var status : clientThreads.invokeAll(Collections.nCopies(clients, login))) {
            statuses.computeIfAbsent(status.get(), none -> new AtomicInteger()).incrementAndGet();
        }
    }

    private static double ratio(Latencies flooded, Latencies idle) {
        return (double) flooded.percentile(0.99).toNanos()
                / idle.percentile(0.99).toNanos();
    }

    private void measure(int reads, Latencies streams, Latencies healths) throws IOException, InterruptedException {
        for (var i = 0; i < reads; i++) {
            streams.add(read(stream));
            healths.add(read(health));
        }
    }

    private Duration read(URI address) throws IOException, InterruptedException {
        var start = System.nanoTime();
        var response = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(address + " answered " + response.statusCode());
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
