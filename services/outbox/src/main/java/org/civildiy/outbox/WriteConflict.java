package org.civildiy.outbox;

/**
 * The failure of an optimistic lock: another writer has changed the stored state since it was read. Nothing was written. The caller
 * reads the new state and decides again.
 */
public final class WriteConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WriteConflict() {
        super("the stored state has changed since it was read", null, false, false);
    }
}
