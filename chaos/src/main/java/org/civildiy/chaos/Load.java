package org.civildiy.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Two loads after which the streams have to equal the store: a burst of {@value #BURST} posts as fast as they are taken, and {@value #RATE}
 * writes a second while Kafka is away for a minute. Each is checked as the runs of the fault suite are.
 */
final class Load {
    private static final int MEMBERS = 8;
    private static final int BURST = 10_000;
    private static final int BURST_AT_ONCE = 64;
    private static final int RATE = 100;
    private static final int RATE_AT_ONCE = 400;
    private static final Duration BEFORE = Duration.ofSeconds(5);
    private static final Duration AWAY = Duration.ofSeconds(60);
    private static final Duration AFTER = Duration.ofSeconds(15);

    /** All clients are one address here. */
    private static final Map<String, String> NO_LIMITS = Map.of(
            "RATE_LIMIT_AVERAGE", "100000",
            "RATE_LIMIT_BURST", "100000",
            "AUTH_RATE_LIMIT_AVERAGE", "1000",
            "AUTH_RATE_LIMIT_BURST", "2000");

    private final ChaosStack stack;
    private final Operator operator;
    private final Clock clock = new Clock();
    private final History history = new History();
    private final List<Member> members;
    private final Deeds deeds;

    private Load(ChaosStack stack, Gateway gateway, Operator operator) {
        this.stack = stack;
        this.operator = operator;
        this.deeds = new Deeds(gateway, clock, history);
        this.members = IntStream.rangeClosed(1, MEMBERS)
                .mapToObj(number -> Member.join(gateway, "load-" + number))
                .toList();
    }

    /** Ends with 1 when a promise was broken. */
    public static void main(String... args) {
        System.exit(run(Path.of("."), Path.of("target", "load", "stack")) ? 0 : 1);
    }

    private static boolean run(Path project, Path directory) {
        System.out.println("starting a stack");
        try (var stack = ChaosStack.start(project, directory, NO_LIMITS);
                var gateway = new Gateway(stack.gateway());
                var operator = new Operator(gateway, stack.environment())) {
            var load = new Load(stack, gateway, operator);
            System.out.println(LoadResult.header());
            boolean burst = load.burst();
            return load.withoutKafka() && burst;
        }
    }

    private boolean burst() {
        long began = clock.now();
        new Writers(members, BURST_AT_ONCE).write(BURST, Duration.ZERO, deeds::create);
        return rest("burst of %d posts".formatted(BURST), began, operator.waiting());
    }

    private boolean withoutKafka() {
        long began = clock.now();
        var all = BEFORE.plus(AWAY).plus(AFTER);
        var writers = new Writers(members, RATE_AT_ONCE);
        var writing = CompletableFuture.runAsync(() -> writers.write(
                (int) all.toSeconds() * RATE, Duration.ofSeconds(1).dividedBy(RATE), this::createOrUpdate));
        Await.pass(BEFORE);
        stack.stop("kafka");
        Await.pass(AWAY);
        long waiting = operator.waiting();
        stack.start("kafka");
        writing.join();
        return rest("%d writes a second, Kafka away for %d s".formatted(RATE, AWAY.toSeconds()), began, waiting);
    }

    private void createOrUpdate(Member member, Random random) {
        if (random.nextBoolean()) {
            deeds.create(member, random);
        } else {
            deeds.update(member, random);
        }
    }

    private boolean rest(String label, long began, long waiting) {
        long ended = clock.now();
        operator.awaitRest();
        var atRest = Duration.ofNanos(clock.now() - ended);
        var violations = Checker.check(history.operations(), operator.look(members));
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
