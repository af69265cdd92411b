package org.civildiy.chaos.check;

import org.civildiy.chaos.history.OperationType;

/**
 * A promise that was broken.
 *
 * @param kind the type of the operation whose answer was wrong
 * @param what a sentence that names the post
 */
public record PromiseViolation(Anomaly broken, OperationType kind, String what) {
    public enum Anomaly {
        /** An acknowledged write is missing. */
        LOST,
        /** A post occurs twice. */
        DUPLICATED,
        /** A post is shown at an older version than before, or than in the store. */
        STALE,
        /** A deleted post is shown again, or still. */
        RESURRECTED,
        /** Items or events are in a wrong order. */
        OUT_OF_ORDER,
        /** A post has a text that its write did not send. */
        WRONG_CONTENT,
        /** A post or a version is missing in a list that has to be complete. */
        GAP;

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    @Override
    public String toString() {
        return "%s (%s): %s".formatted(broken.label(), kind.label(), what);
    }
}
