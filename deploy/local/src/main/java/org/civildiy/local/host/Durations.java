package org.civildiy.local.host;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Durations as text. */
public final class Durations {
    private Durations() {}

    public static String since(Instant start) {
        return text(Duration.between(start, Instant.now()));
    }

    public static String text(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
