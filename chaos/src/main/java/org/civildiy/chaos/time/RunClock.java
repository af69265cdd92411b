package org.civildiy.chaos.time;

/** Time since the run began. Monotonic, and the same for all threads. */
public final class RunClock {
    private final long began = System.nanoTime();

    /** The time since the run began, in nanoseconds. */
    public long now() {
        return System.nanoTime() - began;
    }
}
