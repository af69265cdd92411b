package org.civildiy.chaos.history;

/**
 * A post as a stream shows it.
 *
 * @param type such as {@code post.created}
 * @param timestamp of its last change, in milliseconds since 1970
 * @param write whose text it has; {@link GeneratedContent#UNKNOWN_WRITE} when it is no write's text to the letter
 */
public record StreamItem(String post, long user, String type, long timestamp, int write) {
    @Override
    public String toString() {
        return "%s of %d, %s at %d by write %d".formatted(post, user, type, timestamp, write);
    }
}
