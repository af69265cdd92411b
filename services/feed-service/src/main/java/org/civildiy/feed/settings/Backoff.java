package org.civildiy.feed.settings;

import java.time.Duration;

/** Exponential back-off: 100 ms at first, then twice as long each time, up to a bound. */
public final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(100);

    private final Duration longest;
    private Duration next = FIRST;

    public Backoff(Duration longest) {
        this.longest = longest;
    }

    /** The pause after one more failure. */
    public Duration next() {
        Duration pause = next;
        Duration twice = next.multipliedBy(2);
        next = twice.compareTo(longest) < 0 ? twice : longest;
        return pause;
    }

    /** After a success. */
    public void reset() {
        next = FIRST;
    }
}
