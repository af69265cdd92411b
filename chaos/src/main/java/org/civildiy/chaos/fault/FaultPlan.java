package org.civildiy.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The faults of a run in the order of time, divided into slots. Each fault occurs at least once, alone in its slot. A long run also has a
 * slot for each pair of parts, with one fault of each of the two parts at the same time, provided that all these slots fit into it.
 */
public record FaultPlan(List<Slot> slots) {
    /** The shortest slot in a run with pairs or repeated faults. A run that has no time for such slots has each single fault once. */
    private static final Duration SHORTEST_WITH_MORE = Duration.ofSeconds(10);

    /** The parts of the system that services and clients reach through a proxy. */
    static final List<String> BEHIND_PROXIES = List.of("kafka", "redis", "mongodb", "postgres", "consul", "traefik");

    /** The parts without a proxy, because the gateway connects to the addresses that they have in the catalog. */
    private static final List<String> SERVICES = List.of("posts-service", "feed-service", "auth-service");

    private static final Duration LONGEST_SLOT = Duration.ofSeconds(20);

    /**
     * Faults that are injected together.
     *
     * @param length the time from the beginning of this slot to the beginning of the next slot
     * @param harm the duration of the faults: long enough to have an effect, and short enough for a recovery before the next slot
     */
    public record Slot(List<Fault> faults, Duration length, Duration harm) {
        private static final int HARM_PERCENT = 45;
        private static final Duration LONGEST_HARM = Duration.ofSeconds(12);

        static Slot of(List<Fault> faults, Duration length) {
            Duration share = length.multipliedBy(HARM_PERCENT).dividedBy(100);
            Duration harm = share.compareTo(LONGEST_HARM) > 0 ? LONGEST_HARM : share;
            return new Slot(faults, length, longest(faults, harm));
        }

        /** The shortest slot in which these faults take effect and the system has time to recover. */
        static Duration shortest(List<Fault> faults) {
            return longest(faults, Duration.ZERO).multipliedBy(100).dividedBy(HARM_PERCENT);
        }

        /** The duration that these faults need to take effect, or {@code atLeast} when that is longer. */
        private static Duration longest(List<Fault> faults, Duration atLeast) {
            return Stream.concat(
                            Stream.of(atLeast),
                            faults.stream().map(fault -> fault.harm().shortest()))
                    .max(Duration::compareTo)
                    .orElseThrow();
        }
    }

    /**
     * The plan of a run.
     *
     * @param harms the kinds of faults in it
     * @param seed decides the order of the faults, the instances of services and the faults of each pair
     * @throws IllegalArgumentException when the duration is too short for these kinds
     */
    public static FaultPlan of(Duration duration, Set<Harm> harms, long seed) {
        var random = new Random(seed);
        List<List<Fault>> faults = new ArrayList<>(singles(harms, random));
        var withPairs =
                Stream.concat(faults.stream(), pairs(harms, random).stream()).toList();
        if (shortest(withPairs, SHORTEST_WITH_MORE).compareTo(duration) <= 0) {
            faults = new ArrayList<>(withPairs);
        }
        // Slots longer than LONGEST_SLOT are avoided: a run with more time repeats the single faults.
        while (LONGEST_SLOT.multipliedBy(faults.size()).compareTo(duration) < 0) {
            var again = singles(harms, random);
            if (shortest(faults, SHORTEST_WITH_MORE)
                            .plus(shortest(again, SHORTEST_WITH_MORE))
                            .compareTo(duration)
                    > 0) {
                break;
            }
            faults.addAll(again);
        }
        // A rebuild needs the whole topic: no fault that empties Redis comes after one that deletes events.
        faults.sort(Comparator.comparing(FaultPlan::deletesEvents));
        return new FaultPlan(slots(faults, duration));
    }

    /** Whether a fault deletes events from the topic. After such a run the topic does not have an event for every change. */
    public boolean deletesEvents() {
        return slots.stream().map(Slot::faults).anyMatch(FaultPlan::deletesEvents);
    }

    private static boolean deletesEvents(List<Fault> faults) {
        return faults.stream().anyMatch(fault -> fault.part().equals(TopicFaults.EVENTS));
    }

    /** Whether a fault makes Kafka slow. Such a run also has a post with many unpublished events, to test how its outbox is emptied. */
    public boolean slowsKafka() {
        return faults().map(Fault::harm).anyMatch(harm -> harm == Harm.SLOW || harm == Harm.VERY_SLOW);
    }

    private Stream<Fault> faults() {
        return slots.stream().flatMap(slot -> slot.faults().stream());
    }

    /** Divides the duration into one slot for each element of the list. */
    private static List<Slot> slots(List<List<Fault>> faults, Duration duration) {
        Duration needed = shortest(faults);
        if (needed.compareTo(duration) > 0) {
            throw new IllegalArgumentException(
                    "DURATION is too short for these faults: they take %d s".formatted(needed.toSeconds()));
        }
        Duration share =
                share(faults.stream().map(Slot::shortest).sorted().toList().reversed(), duration);
        return faults.stream()
                .map(together -> {
                    Duration shortest = Slot.shortest(together);
                    return Slot.of(together, shortest.compareTo(share) > 0 ? shortest : share);
                })
                .toList();
    }

    /** The shortest duration of a run with these faults. */
    private static Duration shortest(List<List<Fault>> faults) {
        return shortest(faults, Duration.ZERO);
    }

    private static Duration shortest(List<List<Fault>> faults, Duration shortestSlot) {
        return faults.stream()
                .map(Slot::shortest)
                .map(slot -> slot.compareTo(shortestSlot) < 0 ? shortestSlot : slot)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * The length of an ordinary slot. A slot whose shortest length is above the average gets its shortest length. The remaining time is
     * divided equally among the ordinary slots.
     */
    private static Duration share(List<Duration> longestFirst, Duration duration) {
        Duration left = duration;
        int slots = longestFirst.size();
        for (Duration shortest : longestFirst) {
            if (shortest.multipliedBy(slots).compareTo(left) <= 0) {
                break;
            }
            left = left.minus(shortest);
            slots--;
        }
        return slots == 0 ? Duration.ZERO : left.dividedBy(slots);
    }

    /** Each of these kinds of faults in each part that can have it: one fault in each slot, in random order. */
    private static List<List<Fault>> singles(Set<Harm> harms, Random random) {
        var singles = new ArrayList<List<Fault>>();
        for (String part :
                Stream.concat(parts().stream(), TopicFaults.TOPICS.stream()).toList()) {
            harms(part, harms).forEach(harm -> singles.add(List.of(new Fault(instance(part, random), harm))));
        }
        Collections.shuffle(singles, random);
        return singles;
    }

    /** A random fault of each part in every pair of parts, in random order. */
    private static List<List<Fault>> pairs(Set<Harm> harms, Random random) {
        var pairs = new ArrayList<List<Fault>>();
        List<String> parts =
                parts().stream().filter(part -> !harms(part, harms).isEmpty()).toList();
        for (int one = 0; one < parts.size(); one++) {
            for (int other = one + 1; other < parts.size(); other++) {
                pairs.add(List.of(any(parts.get(one), harms, random), any(parts.get(other), harms, random)));
            }
        }
        Collections.shuffle(pairs, random);
        return pairs;
    }

    private static Fault any(String part, Set<Harm> chosen, Random random) {
        List<Harm> harms = harms(part, chosen);
        return new Fault(instance(part, random), harms.get(random.nextInt(harms.size())));
    }

    private static List<String> parts() {
        var parts = new ArrayList<>(SERVICES);
        parts.addAll(BEHIND_PROXIES);
        return parts;
    }

    /** The chosen kinds of faults that this part can have. */
    private static List<Harm> harms(String part, Set<Harm> chosen) {
        return Stream.of(Harm.values())
                .filter(chosen::contains)
                .filter(harm -> canHave(part, harm))
                .toList();
    }

    private static boolean canHave(String part, Harm harm) {
        return switch (harm) {
            case KILL, FREEZE -> !TopicFaults.TOPICS.contains(part);
            case CUT, BLACK_HOLE -> BEHIND_PROXIES.contains(part);
            case SLOW, VERY_SLOW, LATE, COMPACT -> part.equals("kafka");
            case PAUSE -> SERVICES.contains(part);
            case PURGE, DELETE_TOPIC -> TopicFaults.TOPICS.contains(part);
            case ROLL_BACK -> part.equals("redis");
        };
    }

    /** The name of an instance of this part: a random instance when the part has two instances. */
    private static String instance(String part, Random random) {
        return ChaosStack.SCALED.contains(part) && random.nextBoolean() ? part + "-2" : part;
    }
}
