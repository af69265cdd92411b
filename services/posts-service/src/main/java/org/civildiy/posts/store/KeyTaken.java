package org.civildiy.posts.store;

/** A unique index refused a new post: another post has the same {@code Idempotency-Key}, or the same id. Nothing was written. */
public final class KeyTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeyTaken() {
        super("the idempotency key was already used for another post", null, false, false);
    }
}
