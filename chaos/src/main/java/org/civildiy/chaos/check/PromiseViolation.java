package org.civildiy.chaos.check;

import org.civildiy.chaos.history.OperationType;

/**
 * A promise that was broken.
 *
 * @param kind the kind of operation whose answer was not true
 * @param what a sentence that names the post
 */
public record PromiseViolation(Anomaly broken, OperationType kind, String what) {
    public enum Anomaly {
        /** Something acknowledged is not there. */
        LOST,
        /** Something is there twice. */
        DUPLICATED,
        /** Something older than what was there already, or than what is in the store. */
        STALE,
        /** Something deleted is there again, or still. */
        RESURRECTED,
        /** Everything is there, in a wrong order. */
        OUT_OF_ORDER,
        /** A text that the write did not write. */
        WRONG_CONTENT,
        /** Something between others is missing. */
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
