package org.civildiy.outbox;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The backlog: how many entries have pending events, and since when the oldest of these events waits.
 *
 * @param depth the number of entries; {@code -1} when it is unknown
 * @param oldest when the oldest pending event began to wait; {@code null} when none waits, or when it is unknown
 */
public record Backlog(long depth, @Nullable Instant oldest) {
    static final Backlog UNKNOWN = new Backlog(-1, null);

    boolean isKnown() {
        return depth >= 0;
    }

    /** How long the oldest event has waited; zero when none waits. */
    Duration age(Instant now) {
        return oldest == null || oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
    }
}
