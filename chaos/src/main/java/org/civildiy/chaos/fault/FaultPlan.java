package org.civildiy.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.civildiy.chaos.fault.Fault.Harm;

/**
 * Which faults come in which order: each once, and where there is time for it each two parts at once.
 *
 * @param faults what happens together, in the order of time
 * @param slot from one fault's beginning to the next one's
 */
public record FaultPlan(List<List<Fault>> faults, Duration slot) {
    /** As long as a run has to be for faults in pairs: some 10 s for each of 60. */
    static final Duration LONG_ENOUGH_FOR_PAIRS = Duration.ofMinutes(10);

    /** Parts between which and their clients there is no proxy: those who call them find them in the catalog. */
    private static final List<String> SERVICES = List.of("posts-service", "feed-service", "auth-service");

    /** What services and clients reach by way of a proxy. */
    static final List<String> BEHIND_PROXIES = List.of("kafka", "redis", "mongodb", "postgres", "consul", "traefik");

    private static final Duration LONGEST_HARM = Duration.ofSeconds(12);

    public static FaultPlan of(Duration duration, long seed) {
        var random = new Random(seed);
        List<List<Fault>> faults = new ArrayList<>(singles(random));
        if (duration.compareTo(LONG_ENOUGH_FOR_PAIRS) >= 0) {
            faults.addAll(pairs(random));
        }
        return new FaultPlan(List.copyOf(faults), duration.dividedBy(faults.size()));
    }

    /** How long something is frozen or cut: long enough to be noticed, with time left to heal before the next fault. */
    public Duration harm() {
        Duration share = slot.multipliedBy(45).dividedBy(100);
        return share.compareTo(LONGEST_HARM) > 0 ? LONGEST_HARM : share;
    }

    private static List<List<Fault>> singles(Random random) {
        var singles = new ArrayList<List<Fault>>();
        for (String part : parts()) {
            harms(part).forEach(harm -> singles.add(List.of(new Fault(instance(part, random), harm))));
        }
        Collections.shuffle(singles, random);
        return singles;
    }

    private static List<List<Fault>> pairs(Random random) {
        var pairs = new ArrayList<List<Fault>>();
        List<String> parts = parts();
        for (int one = 0; one < parts.size(); one++) {
            for (int other = one + 1; other < parts.size(); other++) {
                pairs.add(List.of(any(parts.get(one), random), any(parts.get(other), random)));
            }
        }
        Collections.shuffle(pairs, random);
        return pairs;
    }

    private static Fault any(String part, Random random) {
        List<Harm> harms = harms(part);
        return new Fault(instance(part, random), harms.get(random.nextInt(harms.size())));
    }

    private static List<String> parts() {
        var parts = new ArrayList<>(SERVICES);
        parts.addAll(BEHIND_PROXIES);
        return parts;
    }

    private static List<Harm> harms(String part) {
        return SERVICES.contains(part) ? List.of(Harm.KILL, Harm.FREEZE) : List.of(Harm.KILL, Harm.FREEZE, Harm.CUT);
    }

    /** One of the two instances, where there are two. */
    private static String instance(String part, Random random) {
        return ChaosStack.SCALED.contains(part) && random.nextBoolean() ? part + "-2" : part;
    }
}
