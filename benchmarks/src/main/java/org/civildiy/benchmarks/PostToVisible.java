package org.civildiy.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Delay between the 201 for a post and the appearance of the post in the global stream. The post's way there is MongoDB, Kafka, the
 * projector and Redis. The delay is found by repeated reads of the stream, so the baseline is the latency of one such read in the same run.
 *
 * <p>Arguments: the gateway's address ({@code http://localhost:8000}) and the number of posts (200).
 */
public final class PostToVisible {
    private static final int WARM_UP = 50;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final BenchmarkClient gateway;

    private PostToVisible(BenchmarkClient gateway) {
        this.gateway = gateway;
    }

    public static void main(String... args) throws IOException, InterruptedException {
        var address = URI.create(args.length > 0 ? args[0] : "http://localhost:8000");
        var posts = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        try (var gateway = new BenchmarkClient(address)) {
            new PostToVisible(gateway).run(posts);
        }
    }

    private void run(int posts) throws IOException, InterruptedException {
        gateway.signIn();
        var discarded = new Latencies("warm-up");
        for (var i = 0; i < WARM_UP; i++) {
            visible(discarded);
        }
        var baseline = new Latencies("one read of the stream (baseline)");
        var created = new Latencies("POST to its 201");
        var visible = new Latencies("201 to visible in the stream");
        for (var i = 0; i < posts; i++) {
            baseline.add(read());
            created.add(visible(visible));
        }
        System.out.println(Latencies.header());
        System.out.println(baseline.row());
        System.out.println(created.row());
        System.out.println(visible.row());
    }

    private Duration read() throws IOException, InterruptedException {
        var start = System.nanoTime();
        gateway.stream();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /**
     * Creates a post and reads the stream until it shows the post. Adds that delay to the latencies. Returns the latency of the write.
     */
    private Duration visible(Latencies latencies) throws IOException, InterruptedException {
        var start = System.nanoTime();
        var id = gateway.post();
        var acknowledged = System.nanoTime();
        while (!gateway.stream().contains(id)) {
            if (System.nanoTime() - acknowledged > TIMEOUT.toNanos()) {
                throw new IllegalStateException("post " + id + " is not in the stream " + TIMEOUT + " after its 201");
            }
        }
        latencies.add(Duration.ofNanos(System.nanoTime() - acknowledged));
        return Duration.ofNanos(acknowledged - start);
    }
}
