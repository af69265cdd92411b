package org.civildiy.chaos;

import java.time.Duration;
import java.util.List;

/**
 * How a load went.
 *
 * @param median and {@code slowest} hundredth: the time to the answer
 * @param waiting posts whose events were not on the topic when that was looked at
 * @param atRest from the last answer until nothing had moved for five seconds
 */
record LoadResult(
        String label,
        int writes,
        long acknowledged,
        double perSecond,
        Duration median,
        Duration slowest,
        long waiting,
        Duration atRest,
        int violations) {

    static LoadResult of(String label, List<Call> calls, Duration time, long waiting, Duration atRest, int violations) {
        var latencies = calls.stream()
                .map(call -> Duration.ofNanos(call.completed() - call.invoked()))
                .sorted()
                .toList();
        return new LoadResult(
                label,
                calls.size(),
                calls.stream().filter(Call::acknowledged).count(),
                calls.size() * 1e9 / time.toNanos(),
                latencies.get(calls.size() / 2),
                latencies.get(calls.size() * 99 / 100),
                waiting,
                atRest,
                violations);
    }

    static String header() {
        return "| load | writes | acknowledged | a second | p50 ms | p99 ms | events waiting | at rest after s | violations |\n"
                + "| --- |" + " --- |".repeat(8);
    }

    String row() {
        return "| %s | %d | %d | %.0f | %d | %d | %d | %.1f | %d |"
                .formatted(
                        label,
                        writes,
                        acknowledged,
                        perSecond,
                        median.toMillis(),
                        slowest.toMillis(),
                        waiting,
                        atRest.toMillis() / 1000.0,
                        violations);
    }
}
