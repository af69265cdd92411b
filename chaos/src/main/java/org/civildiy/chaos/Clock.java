package org.civildiy.chaos;

/** Time since the run began. Monotonic, and the same for all threads. */
final class Clock {
    private final long began = System.nanoTime();

    /** In nanoseconds. */
    long now() {
        return System.nanoTime() - began;
    }
}
