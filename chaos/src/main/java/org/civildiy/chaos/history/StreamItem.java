package org.civildiy.chaos.history;

/**
 * A post as a stream shows it.
 *
 * @param type such as {@code post.created}
 * @param timestamp the time of the post's last change, in milliseconds since 1970
 * @param write the write whose text the item has; {@link GeneratedContent#UNKNOWN_WRITE} for any other text
 */
public record StreamItem(String post, long user, String type, long timestamp, int write) {
    @Override
    public String toString() {
        return "%s of %d, %s at %d by write %d".formatted(post, user, type, timestamp, write);
    }
}
