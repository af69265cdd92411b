package org.civildiy.local.supervise;

import java.time.Duration;

/** The back-off before a process that ended is started again: it doubles each time, and is short again once a process has lasted. */
final class BackOff {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration LASTED = Duration.ofSeconds(10);

    private Duration next = FIRST;

    /** The wait after a process that lived for this time. */
    Duration after(Duration life) {
        Duration wait = life.compareTo(LASTED) >= 0 ? FIRST : next;
        Duration doubled = wait.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return wait;
    }
}
