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

import org.civildiy.chaos.check.HistoryCheck;
import org.civildiy.chaos.client.ClientOperations;
import org.civildiy.chaos.client.Clients;
import org.civildiy.chaos.client.GatewayClient;
import org.civildiy.chaos.client.Member;
import org.civildiy.chaos.fault.ChaosStack;
import org.civildiy.chaos.fault.FaultInterval;
import org.civildiy.chaos.fault.FaultPlan;
import org.civildiy.chaos.fault.Nemesis;
import org.civildiy.chaos.history.History;
import org.civildiy.chaos.inspect.SystemInspector;
import org.civildiy.chaos.report.Report;
import org.civildiy.chaos.report.Timeline;
import org.civildiy.chaos.time.Await;
import org.civildiy.chaos.time.RunClock;

/**
 * The fault suite: clients at work on a stack of its own while faults happen, then rest, then the check of all that they were history.
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
                var gateway = new GatewayClient(stack.gateway());
                var inspector = new SystemInspector(gateway, stack.environment())) {
            var members = IntStream.rangeClosed(1, MEMBERS)
                    .mapToObj(number -> Member.join(gateway, "chaos-" + number))
                    .toList();
            var history = new History();
            var intervals = harm(stack, gateway, members, history);
            reports.accept("healed; waiting for rest");
            stack.awaitUp();
            inspector.awaitRest();
            reports.accept("at rest; checking");
            var operations = history.operations();
            var report = new Report(
                    settings.label(), operations, intervals, HistoryCheck.check(operations, inspector.look(members)));
            write("report.md", report.markdown());
            write("timeline.svg", Timeline.of(operations, intervals));
            return report;
        }
    }

    private List<FaultInterval> harm(ChaosStack stack, GatewayClient gateway, List<Member> members, History history) {
        var clock = new RunClock();
        var intervals = new ArrayList<FaultInterval>();
        var plan = FaultPlan.of(settings.duration().minus(BASELINE), settings.seed());
        try (var _ = Clients.of(
                settings.clients(), members, new ClientOperations(gateway, clock, history), settings.seed())) {
            Await.pass(BASELINE);
            intervals.add(new FaultInterval(List.of(), 0, clock.now(), clock.now()));
            intervals.addAll(new Nemesis(stack, clock, reports).run(plan));
        }
        return intervals;
    }

    private void write(String file, String text) {
        try {
            Files.writeString(settings.output().resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
