package org.civildiy.outbox;

/** The stored state is no longer what was read: somebody else has written. Nothing was written; read and decide again. */
public final class WriteConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WriteConflict() {
        super("the stored state has changed since it was read", null, false, false);
    }
}
