package org.civildiy.local;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The pause between two looks at something that cannot call back. */
final class Pause {
    private Pause() {}

    static void of(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
