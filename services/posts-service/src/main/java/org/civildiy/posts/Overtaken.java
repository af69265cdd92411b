package org.civildiy.posts;

/** A document is no longer what was read: somebody else was faster. Nothing was written; read again and decide again. */
final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Overtaken() {
        super("the document has changed since it was read", null, false, false);
    }
}
