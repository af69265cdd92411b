package org.civildiy.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.civildiy.chaos.Violation.Broken;

/** What a run found, in Markdown. */
record Report(ChaosSettings settings, List<Operation> history, List<Episode> episodes, List<Violation> violations) {
    private static final int MOST_SHOWN = 50;
    private static final List<Broken> ALWAYS_SHOWN = List.of(Broken.values());

    String markdown() {
        return Stream.of(List.of(title(), ""), operations(), List.of(""), faults(), List.of(""), broken())
                .flatMap(List::stream)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String title() {
        long requests = history.size();
        return "seed %d, %d s, %d clients, %d requests, %d violations"
                .formatted(
                        settings.seed(),
                        settings.duration().toSeconds(),
                        settings.clients(),
                        requests,
                        violations.size());
    }

    private List<String> operations() {
        var lines = new ArrayList<String>();
        lines.add("| operation | requests | acknowledged | refused | unknown | "
                + ALWAYS_SHOWN.stream().map(Broken::label).collect(Collectors.joining(" | ")) + " |");
        lines.add("| --- |" + " --- |".repeat(4 + ALWAYS_SHOWN.size()));
        for (Kind kind : Kind.values()) {
            lines.add(operation(kind.label(), call -> call.kind() == kind, violation -> violation.kind() == kind));
        }
        lines.add(operation("all", _ -> true, _ -> true));
        return lines;
    }

    private String operation(String label, Predicate<Call> ours, Predicate<Violation> theirs) {
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

    /** A row an episode: how many requests, and for each operation the longest time without a success, in seconds. */
    private List<String> faults() {
        var lines = new ArrayList<String>();
        lines.add("| at s | fault for s | requests | unknown | "
                + Stream.of(Kind.values()).map(Kind::label).collect(Collectors.joining(" | ")) + " |");
        lines.add("| --- | --- |" + " --- |".repeat(2 + Kind.values().length));
        episodes.forEach(episode -> lines.add(episode(episode)));
        return lines;
    }

    private String episode(Episode episode) {
        var calls = history.stream()
                .map(Operation::call)
                .filter(call -> call.invoked() >= episode.began() && call.invoked() < episode.until())
                .toList();
        var longest = Stream.of(Kind.values())
                .map(kind -> Availability.longestWithoutSuccess(history, kind, episode.began(), episode.until()))
                .map(time -> " %.1f |".formatted(time.toMillis() / 1000.0))
                .collect(Collectors.joining());
        return "| %.0f | %s, %.1f | %d | %d |%s"
                .formatted(
                        episode.began() / 1e9,
                        episode.label(),
                        (episode.ended() - episode.began()) / 1e9,
                        calls.size(),
                        count(calls, Outcome.UNKNOWN),
                        longest);
    }

    private List<String> broken() {
        return violations.stream()
                .limit(MOST_SHOWN)
                .map(violation -> "- " + violation)
                .toList();
    }

    private static long count(List<Call> calls, Outcome outcome) {
        return calls.stream().filter(call -> call.outcome() == outcome).count();
    }
}
