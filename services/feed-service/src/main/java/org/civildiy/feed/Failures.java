package org.civildiy.feed;

/** What a log line says of a failure. */
final class Failures {
    private Failures() {}

    /** The first cause of a failure. */
    static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }
}
