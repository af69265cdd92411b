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
 * @param order of two changes of a post, the change with the greater order is the newer one
 * @param text the item for {@link Kind#PUT}, its type and time for {@link Kind#TOUCH}, else empty
 */
public record Change(Kind kind, String postId, long userId, long order, Instant time, String text) {

    /**
     * The maximum version of an event. Lua computes in doubles, which are exact up to 2^53. {@link #orderOf} adds this maximum to a
     * version, and the sum must stay below 2^53.
     */
    public static final long MAX_VERSION = (1L << 52) - 1;

    public enum Kind {
        /** The post is live, and the change carries its content. */
        PUT,
        /** The post is live. Its stored content is kept, because updates of the legacy system carry no content. */
        TOUCH,
        /** The post is deleted. */
        DELETE
    }

    /**
     * The change that an event describes. The version of the event decides the order of the change. Events of the legacy system have no
     * version; their offset decides, and they are older than any event with a version.
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

    /** The order of an event with this version. It is greater than any offset, and so greater than the order of any legacy event. */
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
