package org.civildiy.feed.legacy;

import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventType;

/** The rules for events of the legacy system. */
public final class LegacyEvents {
    private LegacyEvents() {}

    /** Whether the event has no version, which all events of this system have. */
    public static boolean hasNoVersion(PostEvent event) {
        return event.version().isEmpty();
    }

    /**
     * The order of an event without a version: its offset. Two legacy events of a post are in one partition, so the later one has the
     * greater order.
     */
    public static long order(long offset) {
        return offset;
    }

    /** Whether the event says that a live post has changed, but does not carry the content of the post. */
    public static boolean hasNoContent(PostEvent event) {
        return event.type() != PostEventType.DELETED && !event.data().content().isPresent();
    }
}
