package org.civildiy.local.host;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits between two checks of a state that has no notification. */
public final class Polling {
    private Polling() {}

    public static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
