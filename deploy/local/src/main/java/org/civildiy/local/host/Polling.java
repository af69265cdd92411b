package org.civildiy.local.host;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Polling of a state that sends no notification: the pause between two checks. */
public final class Polling {
    private Polling() {}

    public static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
