package org.civildiy.feed.event;

import java.time.Instant;
import java.util.List;

import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventType;
import org.civildiy.events.PostState;
import org.civildiy.feed.legacy.LegacyEvents;
import org.civildiy.feed.redis.FeedKeys;

/**
 * What an event changes in the feeds: the state of one post.
 *
 * @param order the greater order of two changes of a post is the newer one
 * @param text the item for {@link Kind#PUT}, its type and time for {@link Kind#TOUCH}, else empty
 */
public record Change(Kind kind, String postId, long userId, long order, Instant time, String text) {

    /** The maximum version of an event. Lua computes in doubles, which are exact up to 2^53; {@link #orderOf} needs half of that. */
    public static final long MAX_VERSION = (1L << 52) - 1;

    public enum Kind {
        /** The post is live and this is its content. */
        PUT,
        /** The post is live and its stored content is kept, because updates of the legacy system carry none. */
        TOUCH,
        /** The post is deleted. */
        DELETE
    }

    /**
     * The change that an event makes. The version decides its order; an event without one, of the legacy system, is older than any
     * event with a version.
     *
     * @param offset the offset of the event in its partition
     */
    public static Change of(PostEvent event, long offset) {
        PostState post = event.data();
        long order = LegacyEvents.hasNoVersion(event)
                ? LegacyEvents.order(offset)
                : orderOf(event.version().getAsLong());
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
        return MAX_VERSION + version;
    }

    private static Kind kind(PostEvent event) {
        if (event.type() == PostEventType.DELETED) {
            return Kind.DELETE;
        }
        return LegacyEvents.hasNoContent(event) ? Kind.TOUCH : Kind.PUT;
    }

    /** The names of the feeds to which the post belongs. */
    public List<String> feeds() {
        return List.of(FeedKeys.GLOBAL, FeedKeys.ofUser(userId));
    }
}
