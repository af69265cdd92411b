package org.civildiy.posts.store;

/** The {@link IdempotencyKey} of the new post was already used for another post. Nothing was written. */
public final class KeyTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeyTaken() {
        super("the idempotency key was already used for another post", null, false, false);
    }
}
