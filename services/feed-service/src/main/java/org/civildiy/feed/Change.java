package org.civildiy.feed;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventType;
import org.civildiy.events.PostState;

/**
 * What an event means for the streams.
 *
 * @param order tells which of two changes of a post is the newer one
 * @param text the item for {@link Kind#PUT}, its moment for {@link Kind#TOUCH}, else empty
 */
record Change(Kind kind, String postId, long userId, long order, Instant time, String text) {

    /** The largest version that an event may have, and still be exact where Lua counts in doubles. */
    static final long LAST_VERSION = (1L << 52) - 1;

    enum Kind {
        /** The post is live and this is its content. */
        PUT,
        /** The post is live and keeps the content that is known of it: the old system's updates tell none. */
        TOUCH,
        /** The post is gone. */
        DELETE
    }

    /**
     * The change that an event stands for. Versions decide what is newer; an event of the old system, which has none, counts by
     * its place in the topic and is older than any that has one.
     *
     * @param offset where the event was found in its partition
     */
    static Change of(PostEvent event, long offset) {
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
    static long orderOf(long version) {
        return LAST_VERSION + version;
    }

    private static Kind kind(PostEvent event) {
        if (event.type() == PostEventType.DELETED) {
            return Kind.DELETE;
        }
        return event.data().content().isPresent() ? Kind.PUT : Kind.TOUCH;
    }

    /** As the script takes it. */
    List<String> arguments() {
        return List.of(
                kind.name().toLowerCase(Locale.ROOT),
                postId,
                Long.toString(userId),
                Long.toString(order),
                Long.toString(time.toEpochMilli()),
                text);
    }
}
