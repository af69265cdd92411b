package org.civildiy.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Times for people. */
final class Durations {
    private Durations() {}

    static String since(Instant start) {
        return text(Duration.between(start, Instant.now()));
    }

    static String text(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
