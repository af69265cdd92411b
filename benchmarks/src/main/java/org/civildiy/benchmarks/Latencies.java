package org.civildiy.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;

/** Measured times of one kind, and their percentiles. */
final class Latencies {
    private final String what;
    private final ArrayList<Duration> sorted = new ArrayList<>();

    Latencies(String what) {
        this.what = what;
    }

    void add(Duration latency) {
        var place = Collections.binarySearch(sorted, latency);
        sorted.add(place < 0 ? -place - 1 : place, latency);
    }

    /** The smallest measured time that at least this share (0 to 1) of all does not exceed. */
    Duration percentile(double share) {
        if (sorted.isEmpty()) {
            throw new IllegalStateException("nothing was measured: " + what);
        }
        var rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }

    static String header() {
        return "| milliseconds | n | p50 | p95 | p99 | max |%n| --- | --- | --- | --- | --- | --- |".formatted();
    }

    String row() {
        return "| %s | %d | %s | %s | %s | %s |"
                .formatted(what, sorted.size(), millis(0.5), millis(0.95), millis(0.99), millis(1));
    }

    private String millis(double share) {
        return String.format(Locale.ROOT, "%.1f", percentile(share).toNanos() / 1e6);
    }
}
