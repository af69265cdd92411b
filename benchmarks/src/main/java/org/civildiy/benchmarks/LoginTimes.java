package org.civildiy.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/**
 * Whether the time of a failed login tells if there is such an account: as many wrong passwords for accounts that there are as for
 * addresses that belong to none, one after the other and in turns. Each account is tried twice, for from the third failure
 * on answers are held back. The ratio of the medians is meant to be within 0.9 and 1.1.
 *
 * <p>Arguments: the gateway's address ({@code http://localhost:8000}) and the number of tries of each kind (200).
 */
public final class LoginTimes {
    private static final int TRIES_EACH = 2;
    private static final int WARM_UP = 20;

    private final Gateway gateway;

    private LoginTimes(Gateway gateway) {
        this.gateway = gateway;
    }

    public static void main(String... args) throws IOException, InterruptedException {
        var address = URI.create(args.length > 0 ? args[0] : "http://localhost:8000");
        var tries = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        try (var gateway = new Gateway(address)) {
            new LoginTimes(gateway).run(tries);
        }
    }

    private void run(int tries) throws IOException, InterruptedException {
        var known = new Latencies("login, wrong password");
        var unknown = new Latencies("login, unknown address");
        measure(WARM_UP, new Latencies("warm-up"), new Latencies("warm-up"));
        measure(tries, known, unknown);
        System.out.println(Latencies.header());
        System.out.println(known.row());
        System.out.println(unknown.row());
        System.out.printf(
                Locale.ROOT,
                "%nratio of the medians, unknown to wrong: %.3f%n",
                (double) unknown.percentile(0.5).toNanos()
                        / known.percentile(0.5).toNanos());
    }

    private void measure(int tries, Latencies known, Latencies unknown) throws IOException, InterruptedException {
        for (var i = 0; i < tries; i += TRIES_EACH) {
            var somebody = "bench-" + UUID.randomUUID();
            var nobody = "bench-" + UUID.randomUUID();
            gateway.register(somebody, "the password of " + somebody);
            for (var j = 0; j < TRIES_EACH; j++) {
                known.add(failed(somebody));
                unknown.add(failed(nobody));
            }
        }
    }

    private Duration failed(String name) throws IOException, InterruptedException {
        var start = System.nanoTime();
        gateway.failToLogIn(name);
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
