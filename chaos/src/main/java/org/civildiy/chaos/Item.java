package org.civildiy.chaos;

/**
 * A post as a stream shows it.
 *
 * @param type such as {@code post.created}
 * @param timestamp of its last change, in milliseconds since 1970
 * @param write whose text it has; {@link Text#NOBODYS} when it is no write's text to the letter
 */
record Item(String post, long user, String type, long timestamp, int write) {
    @Override
    public String toString() {
        return "%s of %d, %s at %d by write %d".formatted(post, user, type, timestamp, write);
    }
}
