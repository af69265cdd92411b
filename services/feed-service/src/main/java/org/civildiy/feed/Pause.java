package org.civildiy.feed;

import java.time.Duration;

/** How long to wait before the next attempt: at first a moment, then twice as long each time, up to a bound. */
final class Pause {
    private static final Duration FIRST = Duration.ofMillis(100);

    private final Duration longest;
    private Duration next = FIRST;

    Pause(Duration longest) {
        this.longest = longest;
    }

    /** After another failure. */
    Duration next() {
        Duration pause = next;
        Duration twice = next.multipliedBy(2);
        next = twice.compareTo(longest) < 0 ? twice : longest;
        return pause;
    }

    /** After a success. */
    void reset() {
        next = FIRST;
    }
}
