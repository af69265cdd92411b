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
import org.civildiy.chaos.client.TestUser;
import org.civildiy.chaos.fault.ChaosStack;
import org.civildiy.chaos.fault.FaultInterval;
import org.civildiy.chaos.fault.FaultPlan;
import org.civildiy.chaos.fault.Nemesis;
import org.civildiy.chaos.history.FinalState;
import org.civildiy.chaos.history.History;
import org.civildiy.chaos.inspect.SystemInspector;
import org.civildiy.chaos.report.Report;
import org.civildiy.chaos.report.Timeline;
import org.civildiy.chaos.time.Await;
import org.civildiy.chaos.time.RunClock;

/**
 * The fault suite: clients send requests to a stack of the suite's own while faults are injected. Afterwards the suite waits until the
 * system is at rest: all events are published and projected, and nothing changes any more. Then the history is checked.
 *
 * <p>The run writes {@code report.md} and {@code timeline.svg}. An exception ends a run in which the stack does not start, a part does not
 * recover, or the system does not come to rest. When this happens after the last fault, the reports are written first.
 */
final class Chaos {
    private static final int USERS = 8;
    private static final Duration BASELINE = Duration.ofSeconds(5);

    /** All clients share one address, so the gateway's rate limits for an address have to be higher. */
    private static final Map<String, String> NO_LIMITS =
            Map.of("AUTH_RATE_LIMIT_AVERAGE", "1000", "AUTH_RATE_LIMIT_BURST", "2000");

    private final ChaosSettings settings;
    private final Consumer<String> reports;

    Chaos(ChaosSettings settings, Consumer<String> reports) {
        this.settings = settings;
        this.reports = reports;
    }

    /** Reads {@link ChaosSettings} from the environment. The exit code is 1 when a promise was broken. */
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
        var plan = FaultPlan.of(settings.duration().minus(BASELINE), settings.faults(), settings.seed());
        reports.accept("SEED=%d, %d clients, %d s; starting a stack"
                .formatted(
                        settings.seed(), settings.clients(), settings.duration().toSeconds()));
        try (var stack = ChaosStack.start(
                        settings.project(), settings.output().resolve("stack"), settings.services(), NO_LIMITS);
                var gateway = new GatewayClient(stack.gateway());
                var inspector = new SystemInspector(gateway, stack.environment())) {
            var users = IntStream.rangeClosed(1, USERS)
                    .mapToObj(number -> TestUser.register(gateway, "chaos-" + number))
                    .toList();
            var history = new History();
            var intervals = injectFaults(stack, plan, gateway, users, history);
            reports.accept("faults ended; waiting for rest");
            try {
                stack.awaitUp();
                inspector.awaitRest();
            } catch (RuntimeException notAtRest) {
                reports.accept("not at rest; checking all the same");
                report(history, intervals, inspector.read(users, plan.deletesEvents()));
                throw notAtRest;
            }
            reports.accept("at rest; checking");
            return report(history, intervals, inspector.read(users, plan.deletesEvents()));
        }
    }

    private Report report(History history, List<FaultInterval> intervals, FinalState found) {
        var operations = history.operations();
        var report = new Report(settings.label(), operations, intervals, HistoryCheck.check(operations, found));
        write("report.md", report.markdown());
        write("timeline.svg", Timeline.of(operations, intervals));
        return report;
    }

    private List<FaultInterval> injectFaults(
            ChaosStack stack, FaultPlan plan, GatewayClient gateway, List<TestUser> users, History history) {
        var clock = new RunClock();
        var intervals = new ArrayList<FaultInterval>();
        var operations = new ClientOperations(gateway, clock, history);
        try (var clients = Clients.of(settings.clients(), users, operations, settings.seed())) {
            if (plan.slowsKafka()) {
                clients.addEditor();
            }
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
