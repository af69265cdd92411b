package org.civildiy.local.supervise;

import java.time.Duration;

/** The wait before an ended process is started again. It doubles each time. It is short again after a process has run for 10 s. */
final class BackOff {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration LASTED = Duration.ofSeconds(10);

    private Duration next = FIRST;

    /** The wait after the end of a process that ran for this time. */
    Duration after(Duration life) {
        Duration wait = life.compareTo(LASTED) >= 0 ? FIRST : next;
        Duration doubled = wait.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return wait;
    }
}
