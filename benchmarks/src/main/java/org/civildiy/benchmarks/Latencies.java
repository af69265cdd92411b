package org.civildiy.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;

/** Measured latencies of one kind of request, and their percentiles. */
final class Latencies {
    private final String name;
    private final ArrayList<Duration> sorted = new ArrayList<>();

    Latencies(String name) {
        this.name = name;
    }

    void add(Duration latency) {
        var index = Collections.binarySearch(sorted, latency);
        sorted.add(index < 0 ? -index - 1 : index, latency);
    }

    /** The smallest measured latency that at least this share (0 to 1) of all latencies does not exceed. */
    Duration percentile(double share) {
        if (sorted.isEmpty()) {
            throw new IllegalStateException("nothing was measured: " + name);
        }
        var rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }

    static String header() {
        return "| milliseconds | n | p50 | p95 | p99 | max |%n| --- | --- | --- | --- | --- | --- |".formatted();
    }

    String row() {
        return "| %s | %d | %s | %s | %s | %s |"
                .formatted(name, sorted.size(), millis(0.5), millis(0.95), millis(0.99), millis(1));
    }

    private String millis(double share) {
        return String.format(Locale.ROOT, "%.1f", percentile(share).toNanos() / 1e6);
    }
}
