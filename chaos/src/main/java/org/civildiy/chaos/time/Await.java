package org.civildiy.chaos.time;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for a state, with a time limit. The state is polled, because it sends no notification. */
public final class Await {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private Await() {}

    /** The expected state was not reached within the limit. */
    public static final class TimedOut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public TimedOut(String what, Duration limit) {
            super("not after %d s: %s".formatted(limit.toSeconds(), what));
        }
    }

    /** Waits until the condition holds. Throws {@link TimedOut} after the limit. */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new TimedOut(what, limit);
            }
            pass(BETWEEN_LOOKS);
        }
    }

    /** Waits for this time, such as the length of a fault or the pause of a client. */
    public static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
