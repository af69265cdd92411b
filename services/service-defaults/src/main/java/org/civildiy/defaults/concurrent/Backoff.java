package org.civildiy.defaults.concurrent;

import java.time.Duration;

/**
 * Exponential back-off between attempts: each pause is twice as long as the one before, up to a maximum. Not thread-safe. For loops
 * that a Mutiny {@code retry().withBackOff(...)} cannot express.
 */
public final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(100);

    private final Duration first;
    private final Duration max;
    private Duration next;

    /** A back-off that begins with 100 ms. */
    public Backoff(Duration max) {
        this(FIRST, max);
    }

    public Backoff(Duration first, Duration max) {
        this.first = min(first, max);
        this.max = max;
        this.next = this.first;
    }

    /** The pause after one more failure. */
    public Duration next() {
        var pause = next;
        next = min(next.multipliedBy(2), max);
        return pause;
    }

    /** Makes the next pause the first one again. To be called after a success. */
    public void reset() {
        next = first;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
