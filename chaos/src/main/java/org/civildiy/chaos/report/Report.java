package org.civildiy.chaos.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.civildiy.chaos.check.PromiseViolation;
import org.civildiy.chaos.check.PromiseViolation.Anomaly;
import org.civildiy.chaos.fault.FaultInterval;
import org.civildiy.chaos.history.Invocation;
import org.civildiy.chaos.history.Operation;
import org.civildiy.chaos.history.OperationType;
import org.civildiy.chaos.history.Outcome;

/**
 * The report of a run, in Markdown.
 *
 * @param run seed, duration and number of clients
 */
public record Report(
        String run, List<Operation> history, List<FaultInterval> intervals, List<PromiseViolation> violations) {
    private static final int MOST_SHOWN = 50;
    private static final List<Anomaly> ALWAYS_SHOWN = List.of(Anomaly.values());

    public String markdown() {
        return Stream.of(List.of(title(), ""), operations(), List.of(""), faults(), List.of(""), broken())
                .flatMap(List::stream)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String title() {
        long requests = history.size();
        return "%s, %d requests, %d violations".formatted(run, requests, violations.size());
    }

    private List<String> operations() {
        var lines = new ArrayList<String>();
        lines.add("| operation | requests | acknowledged | refused | unknown | "
                + ALWAYS_SHOWN.stream().map(Anomaly::label).collect(Collectors.joining(" | ")) + " |");
        lines.add("| --- |" + " --- |".repeat(4 + ALWAYS_SHOWN.size()));
        for (OperationType kind : OperationType.values()) {
            lines.add(operation(kind.label(), call -> call.kind() == kind, violation -> violation.kind() == kind));
        }
        lines.add(operation("all", _ -> true, _ -> true));
        return lines;
    }

    private String operation(String label, Predicate<Invocation> ours, Predicate<PromiseViolation> theirs) {
        var calls = history.stream().map(Operation::call).filter(ours).toList();
        var broken = ALWAYS_SHOWN.stream()
                .map(one -> violations.stream()
                        .filter(theirs)
                        .filter(violation -> violation.broken() == one)
                        .count())
                .map(number -> " " + number + " |")
                .collect(Collectors.joining());
        return "| %s | %d | %d | %d | %d |%s"
                .formatted(
                        label,
                        calls.size(),
                        count(calls, Outcome.ACKNOWLEDGED),
                        count(calls, Outcome.REFUSED),
                        count(calls, Outcome.UNKNOWN),
                        broken);
    }

    /**
     * A row for each interval: the number of requests, for each operation the longest time without a success, and the time from the end of
     * the fault until all operations succeeded and streams followed writes again.
     */
    private List<String> faults() {
        var lines = new ArrayList<String>();
        lines.add("| at s | fault for s | requests | unknown | "
                + Stream.of(OperationType.values()).map(OperationType::label).collect(Collectors.joining(" | "))
                + " | all again after s | streams again after s |");
        lines.add("| --- | --- |" + " --- |".repeat(4 + OperationType.values().length));
        intervals.forEach(interval -> lines.add(interval(interval)));
        return lines;
    }

    private String interval(FaultInterval interval) {
        var calls = history.stream()
                .map(Operation::call)
                .filter(call -> call.invoked() >= interval.began() && call.invoked() < interval.until())
                .toList();
        var longest = Stream.of(OperationType.values())
                .map(kind -> Availability.longestWithoutSuccess(history, kind, interval.began(), interval.until()))
                .map(time -> " %.1f |".formatted(time.toMillis() / 1000.0))
                .collect(Collectors.joining());
        return "| %.0f | %s, %.1f | %d | %d |%s %s | %s |"
                .formatted(
                        interval.began() / 1e9,
                        interval.label(),
                        (interval.ended() - interval.began()) / 1e9,
                        calls.size(),
                        count(calls, Outcome.UNKNOWN),
                        longest,
                        seconds(Availability.untilAllSucceed(history, interval.ended())),
                        seconds(Availability.untilStreamsFollow(history, interval.ended())));
    }

    private static String seconds(Optional<Duration> time) {
        return time.map(found -> "%.1f".formatted(found.toMillis() / 1000.0)).orElse("never");
    }

    private List<String> broken() {
        return violations.stream()
                .limit(MOST_SHOWN)
                .map(violation -> "- " + violation)
                .toList();
    }

    private static long count(List<Invocation> calls, Outcome outcome) {
        return calls.stream().filter(call -> call.outcome() == outcome).count();
    }
}
