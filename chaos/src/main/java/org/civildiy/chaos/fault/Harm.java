package org.civildiy.chaos.fault;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of faults. Each has a name for the setting {@code FAULTS}, and a shortest duration that gives it time to take effect. */
public enum Harm {
    /** {@code kill -9}; the supervisor restarts the part. */
    KILL("kill", "kill -9", 0),
    /** {@code SIGSTOP}, later {@code SIGCONT}: the part accepts connections and does not answer. */
    FREEZE("freeze", "freeze", 0),
    /** All connections to the part are reset, and every new connection too. The part itself keeps running. */
    CUT("cut", "cut", 0),
    /**
     * The network loses all packets, and neither side is notified. After the fault new connections work. Connections that were opened
     * before the end of the fault never receive a byte again, as when a NAT or a failed-over peer has lost its state.
     */
    BLACK_HOLE("black-hole", "black hole", 5),
    /** 100 ms of additional latency in each direction. */
    SLOW("slow", "slow by 100 ms", 9),
    /** One second of additional latency in each direction. */
    VERY_SLOW("very-slow", "slow by 1 s", 9),
    /**
     * Packets arrive late. The bytes in flight are held during the fault. New connections work after the fault. The held bytes are
     * delivered some time later, when clients have closed their old connections and sent the same requests again.
     */
    LATE("late", "late packets", 9),
    /** A {@link #FREEZE} that is longer than every lease. The longest lease is the lease of a rebuild, 15 s. */
    PAUSE("pause", "pause", 20),
    /** Kafka compacts the events' topic within seconds. Then Redis loses all data: the streams are rebuilt from the compacted topic. */
    COMPACT("compact", "compact and rebuild", 14),
    /** All records of a topic are deleted. */
    PURGE("purge", "purge", 2),
    /** A topic is deleted. After the topic of dead letters is deleted, an unreadable record is sent, so that a service needs that topic. */
    DELETE_TOPIC("delete-topic", "delete", 9),
    /** Redis is restarted with the data that it had at the beginning of the fault, as a restore or a failover does. */
    ROLL_BACK("roll-back", "roll back", 9);

    /** The kinds of faults in a run without the setting {@code FAULTS}. */
    public static final Set<Harm> USUAL = Set.copyOf(EnumSet.of(KILL, FREEZE, CUT));

    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

    private final String setting;
    private final String label;
    private final Duration shortest;

    Harm(String setting, String label, int shortestSeconds) {
        this.setting = setting;
        this.label = label;
        this.shortest = Duration.ofSeconds(shortestSeconds);
    }

    /**
     * The kinds that a setting names.
     *
     * @param setting names with spaces or commas between them, such as {@code "black-hole late"}; {@code all}; the usual ones when empty
     */
    public static Set<Harm> named(String setting) {
        if (setting.isBlank()) {
            return USUAL;
        }
        if (setting.strip().equals("all")) {
            return EnumSet.allOf(Harm.class);
        }
        return SEPARATOR
                .splitAsStream(setting.strip())
                .map(Harm::ofName)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Harm.class)));
    }

    public String label() {
        return label;
    }

    /** The shortest duration after which a fault of this kind has taken effect. */
    Duration shortest() {
        return shortest;
    }

    private static Harm ofName(String name) {
        return Stream.of(values())
                .filter(harm -> harm.setting.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("FAULTS is all or some of %s, not %s"
                        .formatted(
                                Stream.of(values()).map(harm -> harm.setting).collect(Collectors.joining(", ")),
                                name)));
    }
}
