package org.civildiy.feed.settings;

/** Failures in log lines. */
public final class Failures {
    private Failures() {}

    /** The first cause of a failure. */
    public static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }
}
