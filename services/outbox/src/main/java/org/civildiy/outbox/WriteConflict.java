package org.civildiy.outbox;

/** An optimistic lock failure: the stored state was changed since it was read. Nothing was written; the caller reads and decides again. */
public final class WriteConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WriteConflict() {
        super("the stored state has changed since it was read", null, false, false);
    }
}
