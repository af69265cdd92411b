package org.civildiy.defaults.concurrent;

import java.time.Duration;

/**
 * The moment until which work may begin or a loop may wait. It is a reading of the monotonic clock, so a wall clock that is set while the
 * process runs does not move it.
 */
public record Deadline(long nanoTime) {

    /** The deadline that passes after this duration. */
    public static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    public boolean hasPassed() {
        return System.nanoTime() - nanoTime >= 0;
    }
}
