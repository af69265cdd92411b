package org.civildiy.posts.store;

/** A post that has this {@link IdempotencyKey} is there already. Nothing was written. */
public final class KeyTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeyTaken() {
        super("the key has made a post before", null, false, false);
    }
}
