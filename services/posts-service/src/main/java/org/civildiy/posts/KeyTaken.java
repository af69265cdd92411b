package org.civildiy.posts;

/** A post that has this {@link IdempotencyKey} is there already. Nothing was written. */
final class KeyTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyTaken() {
        super("the key has made a post before", null, false, false);
    }
}
