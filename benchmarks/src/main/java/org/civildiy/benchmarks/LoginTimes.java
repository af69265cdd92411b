package org.civildiy.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/**
 * Timing of failed logins, which must not reveal whether an account exists. The benchmark alternates wrong passwords for existing accounts
 * with logins to unknown addresses. Each account gets two attempts, since responses are delayed from the third failure on. The ratio of
 * the medians should be between 0.9 and 1.1.
 *
 * <p>Arguments: the gateway's address ({@code http://localhost:8000}) and the number of attempts of each kind (200).
 */
public final class LoginTimes {
    private static final int ATTEMPTS_EACH = 2;
    private static final int WARM_UP = 20;

    private final BenchmarkClient gateway;

    private LoginTimes(BenchmarkClient gateway) {
        this.gateway = gateway;
    }

    public static void main(String... args) throws IOException, InterruptedException {
        var address = URI.create(args.length > 0 ? args[0] : "http://localhost:8000");
        var attempts = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        try (var gateway = new BenchmarkClient(address)) {
            new LoginTimes(gateway).run(attempts);
        }
    }

    private void run(int attempts) throws IOException, InterruptedException {
        var known = new Latencies("login, wrong password");
        var unknown = new Latencies("login, unknown address");
        measure(WARM_UP, new Latencies("warm-up"), new Latencies("warm-up"));
        measure(attempts, known, unknown);
        System.out.println(Latencies.header());
        System.out.println(known.row());
        System.out.println(unknown.row());
        System.out.printf(
                Locale.ROOT,
                "%nratio of the medians, unknown to wrong: %.3f%n",
                (double) unknown.percentile(0.5).toNanos()
                        / known.percentile(0.5).toNanos());
    }

    private void measure(int attempts, Latencies known, Latencies unknown) throws IOException, InterruptedException {
        for (var i = 0; i < attempts; i += ATTEMPTS_EACH) {
            var existing = "bench-" + UUID.randomUUID();
            var missing = "bench-" + UUID.randomUUID();
            gateway.register(existing, "the password of " + existing);
            for (var j = 0; j < ATTEMPTS_EACH; j++) {
                known.add(failed(existing));
                unknown.add(failed(missing));
            }
        }
    }

    private Duration failed(String name) throws IOException, InterruptedException {
        var start = System.nanoTime();
        gateway.failToLogIn(name);
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
