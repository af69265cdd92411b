package org.civildiy.feed.event;

import java.time.Instant;
import java.util.List;

import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventType;
import org.civildiy.events.PostState;
import org.civildiy.feed.redis.FeedKeys;

/**
 * The change of a post that an event stands for.
 *
 * @param order decides which of two changes of a post is newer
 * @param text the item for {@link Kind#PUT}, its type and time for {@link Kind#TOUCH}, else empty
 */
public record Change(Kind kind, String postId, long userId, long order, Instant time, String text) {

    /** The largest version that an event may have, and still be exact where Lua counts in doubles. */
    public static final long LAST_VERSION = (1L << 52) - 1;

    public enum Kind {
        /** The post is live and this is its content. */
        PUT,
        /** The post is live and keeps the content that is known: updates of the legacy system carry none. */
        TOUCH,
        /** The post is deleted. */
        DELETE
    }

    /**
     * Reads an event as a change. Versions decide what is newer. An event of the legacy system has none: its offset decides, and it is
     * older than any event with a version.
     *
     * @param offset the offset of the event in its partition
     */
    public static Change of(PostEvent event, long offset) {
        PostState post = event.data();
        long order = event.version().isPresent() ? orderOf(event.version().getAsLong()) : offset;
        Kind kind = kind(event);
        String text = switch (kind) {
            case PUT -> Item.of(event).json();
            case TOUCH -> Item.moment(event.type().wireName(), event.timestamp());
            case DELETE -> "";
        };
        return new Change(kind, post.postId(), post.userId(), order, event.timestamp(), text);
    }

    /** The order of a version: above that of any offset. */
    public static long orderOf(long version) {
        return LAST_VERSION + version;
    }

    private static Kind kind(PostEvent event) {
        if (event.type() == PostEventType.DELETED) {
            return Kind.DELETE;
        }
        boolean hasContent = event.data().content().isPresent();
        return hasContent ? Kind.PUT : Kind.TOUCH;
    }

    /** The names of the feeds to which the post belongs. */
    public List<String> feeds() {
        return List.of(FeedKeys.GLOBAL, FeedKeys.ofUser(userId));
    }
}
