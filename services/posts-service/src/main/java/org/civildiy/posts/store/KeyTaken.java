package org.civildiy.posts.store;

/** Another post has this {@link IdempotencyKey}. Nothing was written. */
public final class KeyTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeyTaken() {
        super("the key has made a post before", null, false, false);
    }
}
