package org.civildiy.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.civildiy.chaos.check.HistoryCheck;
import org.civildiy.chaos.client.ClientOperations;
import org.civildiy.chaos.client.GatewayClient;
import org.civildiy.chaos.client.PacedWriters;
import org.civildiy.chaos.client.TestUser;
import org.civildiy.chaos.fault.ChaosStack;
import org.civildiy.chaos.history.History;
import org.civildiy.chaos.history.Operation;
import org.civildiy.chaos.inspect.SystemInspector;
import org.civildiy.chaos.report.LoadResult;
import org.civildiy.chaos.time.Await;
import org.civildiy.chaos.time.RunClock;
import org.civildiy.local.supervise.Services;

/**
 * Two loads after which the streams have to equal the store: {@value #BURST} posts as fast as the system accepts them, and {@value #RATE}
 * writes a second while Kafka is unavailable for a minute. After each, {@link HistoryCheck} compares all answers with the stores.
 */
final class Load {
    private static final int USERS = 8;
    private static final int BURST = 10_000;
    private static final int BURST_AT_ONCE = 64;
    private static final int RATE = 100;
    private static final int RATE_AT_ONCE = 400;
    private static final Duration BEFORE = Duration.ofSeconds(5);
    private static final Duration OUTAGE = Duration.ofSeconds(60);
    private static final Duration AFTER = Duration.ofSeconds(15);

    /** Rate limits that the load does not reach: all clients have the same IP address, and the limits are for one address. */
    private static final Map<String, String> HIGH_LIMITS = Map.of(
            "RATE_LIMIT_AVERAGE", "100000",
            "RATE_LIMIT_BURST", "100000",
            "AUTH_RATE_LIMIT_AVERAGE", "1000",
            "AUTH_RATE_LIMIT_BURST", "2000");

    private final ChaosStack stack;
    private final SystemInspector inspector;
    private final RunClock clock = new RunClock();
    private final History history = new History();
    private final List<TestUser> users;
    private final ClientOperations operations;

    private Load(ChaosStack stack, GatewayClient gateway, SystemInspector inspector) {
        this.stack = stack;
        this.inspector = inspector;
        this.operations = new ClientOperations(gateway, clock, history);
        this.users = IntStream.rangeClosed(1, USERS)
                .mapToObj(number -> TestUser.register(gateway, "load-" + number))
                .toList();
    }

    /** Exits with code 1 when a promise was broken. */
    public static void main(String... args) {
        System.exit(run(Path.of("."), Path.of("target", "load", "stack")) ? 0 : 1);
    }

    private static boolean run(Path project, Path directory) {
        System.out.println("starting a stack");
        try (var stack = ChaosStack.start(project, directory, Services.Form.JAR, HIGH_LIMITS);
                var gateway = new GatewayClient(stack.gateway());
                var inspector = new SystemInspector(gateway, stack.environment())) {
            var load = new Load(stack, gateway, inspector);
            System.out.println(LoadResult.header());
            boolean burst = load.burst();
            return load.withoutKafka() && burst;
        }
    }

    private boolean burst() {
        long began = clock.now();
        new PacedWriters(users, BURST_AT_ONCE).write(BURST, Duration.ZERO, operations::create);
        return checkAtRest("burst of %d posts".formatted(BURST), began, inspector.waiting());
    }

    private boolean withoutKafka() {
        long began = clock.now();
        var all = BEFORE.plus(OUTAGE).plus(AFTER);
        var writers = new PacedWriters(users, RATE_AT_ONCE);
        var writing = CompletableFuture.runAsync(() -> writers.write(
                (int) all.toSeconds() * RATE, Duration.ofSeconds(1).dividedBy(RATE), this::createOrUpdate));
        Await.pass(BEFORE);
        stack.stop("kafka");
        Await.pass(OUTAGE);
        long waiting = inspector.waiting();
        stack.start("kafka");
        writing.join();
        return checkAtRest(
                "%d writes a second, Kafka unavailable for %d s".formatted(RATE, OUTAGE.toSeconds()), began, waiting);
    }

    private void createOrUpdate(TestUser user, Random random) {
        if (random.nextBoolean()) {
            operations.create(user, random);
        } else {
            operations.update(user, random);
        }
    }

    /**
     * Waits until every event is in the streams, checks the history and prints a row. Returns whether no promise was broken.
     *
     * @param waiting the number of posts whose events were not in Kafka yet, at the end of the burst or outage
     */
    private boolean checkAtRest(String label, long began, long waiting) {
        long ended = clock.now();
        inspector.awaitRest();
        var atRest = Duration.ofNanos(clock.now() - ended);
        var violations = HistoryCheck.check(history.operations(), inspector.read(users, false));
        var calls = history.operations().stream()
                .map(Operation::call)
                .filter(call -> call.invoked() >= began && call.kind().isWrite())
                .toList();
        System.out.println(
                LoadResult.of(label, calls, Duration.ofNanos(ended - began), waiting, atRest, violations.size())
                        .row());
        violations.stream().limit(20).forEach(System.out::println);
        return violations.isEmpty();
    }
}
