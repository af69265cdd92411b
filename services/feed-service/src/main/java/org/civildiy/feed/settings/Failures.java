package org.civildiy.feed.settings;

/** The causes of failures, as log lines show them. */
public final class Failures {
    private Failures() {}

    /** The root cause of a failure: the last one of its chain of causes. */
    public static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }
}
