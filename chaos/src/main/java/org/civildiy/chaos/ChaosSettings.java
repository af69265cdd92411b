package org.civildiy.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import org.civildiy.chaos.fault.Harm;
import org.civildiy.local.supervise.Services;

/**
 * The settings of a run.
 *
 * @param project the checkout, whose last packaged services run
 * @param output the directory for the files of the stack and the reports
 * @param duration how long clients send requests
 * @param clients number of concurrent clients
 * @param services whether the services run as jars or as native executables
 * @param faults the kinds of faults that are injected
 * @param seed decides the order of the faults and the random choices of each client
 */
public record ChaosSettings(
        Path project,
        Path output,
        Duration duration,
        int clients,
        Services.Form services,
        Set<Harm> faults,
        long seed) {
    private static final int FEWEST_CLIENTS = 7;
    private static final int MOST_CLIENTS = 256;
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(2);

    /**
     * The settings from the environment variables {@code DURATION} (by default 2m), {@code CLIENTS} (32), {@code NATIVE} (0),
     * {@code FAULTS} (kill freeze cut) and {@code SEED} (random).
     */
    public static ChaosSettings of(Path project, Path output, Map<String, String> environment) {
        return new ChaosSettings(
                project,
                output,
                duration(environment.getOrDefault("DURATION", "2m")),
                (int) number(environment, "CLIENTS", "32", FEWEST_CLIENTS, MOST_CLIENTS),
                environment.getOrDefault("NATIVE", "0").matches("0?") ? Services.Form.JAR : Services.Form.EXECUTABLE,
                Harm.named(environment.getOrDefault("FAULTS", "")),
                number(environment, "SEED", "" + ThreadLocalRandom.current().nextInt(1_000_000), 0, Long.MAX_VALUE));
    }

    /** The title of this run in the report. */
    String label() {
        var form = services == Services.Form.EXECUTABLE ? ", native executables" : "";
        return "seed %d, %d s, %d clients%s".formatted(seed, duration.toSeconds(), clients, form);
    }

    private static Duration duration(String text) {
        if (!text.matches("[1-9][0-9]{0,4}[smh]")) {
            throw new IllegalArgumentException("DURATION is a number with s, m or h, such as 15m, not " + text);
        }
        var duration = Duration.parse("PT" + text);
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("DURATION is from 30s to 2h, not " + text);
        }
        return duration;
    }

    private static long number(Map<String, String> environment, String variable, String usual, long least, long most) {
        String text = environment.getOrDefault(variable, usual);
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, as a number out of range is.
        }
        throw new IllegalArgumentException(
                "%s is a whole number from %d to %d, not %s".formatted(variable, least, most, text));
    }
}
