package org.civildiy.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The fault suite: clients at work on a stack of its own while faults happen, then rest, then the check of all that they were told.
 *
 * <p>Leaves {@code report.md} and {@code timeline.svg}. Anything but a whole run is an exception: a stack that does not start, a part that
 * does not come back, a system that does not come to rest.
 */
final class Chaos {
    private static final int MEMBERS = 8;
    private static final Duration BASELINE = Duration.ofSeconds(5);

    /** More than a handful of clients on one address ever ask for. */
    private static final Map<String, String> NO_LIMITS =
            Map.of("AUTH_RATE_LIMIT_AVERAGE", "1000", "AUTH_RATE_LIMIT_BURST", "2000");

    private final ChaosSettings settings;
    private final Consumer<String> reports;

    Chaos(ChaosSettings settings, Consumer<String> reports) {
        this.settings = settings;
        this.reports = reports;
    }

    /** {@code DURATION}, {@code CLIENTS} and {@code SEED} come from the environment; ends with 1 when a promise was broken. */
    public static void main(String... args) {
        try {
            var settings = ChaosSettings.of(Path.of("."), Path.of("target", "chaos"), System.getenv());
            var report = new Chaos(settings, System.out::println).run();
            System.out.println();
            System.out.println(report.markdown());
            System.exit(report.violations().isEmpty() ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    Report run() {
        reports.accept("SEED=%d, %d clients, %d s; starting a stack"
                .formatted(
                        settings.seed(), settings.clients(), settings.duration().toSeconds()));
        try (var stack = ChaosStack.start(settings.project(), settings.output().resolve("stack"), NO_LIMITS);
                var gateway = new Gateway(stack.gateway());
                var operator = new Operator(gateway, stack.environment())) {
            var members = IntStream.rangeClosed(1, MEMBERS)
                    .mapToObj(number -> Member.join(gateway, "chaos-" + number))
                    .toList();
            var history = new History();
            var episodes = harm(stack, gateway, members, history);
            reports.accept("healed; waiting for rest");
            stack.awaitUp();
            operator.awaitRest();
            reports.accept("at rest; checking");
            var operations = history.operations();
            var report = new Report(settings, operations, episodes, Checker.check(operations, operator.look(members)));
            write("report.md", report.markdown());
            write("timeline.svg", Timeline.of(operations, episodes));
            return report;
        }
    }

    private List<Episode> harm(ChaosStack stack, Gateway gateway, List<Member> members, History history) {
        var clock = new Clock();
        var episodes = new ArrayList<Episode>();
        var plan = FaultPlan.of(settings.duration().minus(BASELINE), settings.seed());
        try (var _ = Crowd.of(settings.clients(), members, new Deeds(gateway, clock, history), settings.seed())) {
            Await.pass(BASELINE);
            episodes.add(new Episode(List.of(), 0, clock.now(), clock.now()));
            episodes.addAll(new Nemesis(stack, clock, reports).run(plan));
        }
        return episodes;
    }

    private void write(String file, String text) {
        try {
            Files.writeString(settings.output().resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
