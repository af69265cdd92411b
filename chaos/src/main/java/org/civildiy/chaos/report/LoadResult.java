package org.civildiy.chaos.report;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

import org.civildiy.chaos.history.Invocation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

/**
 * The result of a load of writes.
 *
 * @param others the statuses of the answers that did not acknowledge a write, and the number of each; 0 stands for no answer
 * @param median the median latency of the answers
 * @param slowest the 99th percentile of the latency
 * @param waiting the number of posts with unpublished events at the end of the burst or outage
 * @param atRest the time from the last answer until nothing had changed for five seconds
 */
public record LoadResult(
        String label,
        int writes,
        long acknowledged,
        String others,
        double perSecond,
        Duration median,
        Duration slowest,
        long waiting,
        Duration atRest,
        int violations) {

    public static LoadResult of(
            String label, List<Invocation> calls, Duration time, long waiting, Duration atRest, int violations) {
        var latencies = calls.stream()
                .map(call -> Duration.ofNanos(call.completed() - call.invoked()))
                .sorted()
                .toList();
        return new LoadResult(
                label,
                calls.size(),
                calls.stream().filter(Invocation::acknowledged).count(),
                others(calls),
                calls.size() * 1e9 / time.toNanos(),
                latencies.get(calls.size() / 2),
                latencies.get(calls.size() * 99 / 100),
                waiting,
                atRest,
                violations);
    }

    private static String others(List<Invocation> calls) {
        return calls.stream()
                .filter(call -> !call.acknowledged())
                .collect(groupingBy(Invocation::status, TreeMap::new, counting()))
                .entrySet()
                .stream()
                .map(status -> status.getValue() + " x " + status.getKey())
                .collect(joining(", "));
    }

    public static String header() {
        return "| load | writes | acknowledged | others | a second | p50 ms | p99 ms | events waiting | at rest after s | violations |\n"
                + "| --- |" + " --- |".repeat(9);
    }

    public String row() {
        return "| %s | %d | %d | %s | %.0f | %d | %d | %d | %.1f | %d |"
                .formatted(
                        label,
                        writes,
                        acknowledged,
                        others,
                        perSecond,
                        median.toMillis(),
                        slowest.toMillis(),
                        waiting,
                        atRest.toMillis() / 1000.0,
                        violations);
    }
}
