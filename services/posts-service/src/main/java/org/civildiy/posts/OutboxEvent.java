package org.civildiy.posts;

import java.time.Instant;

import org.civildiy.events.PostEvent;

/**
 * An event on its way to the topic.
 *
 * @param traceparent the W3C trace context of the request that made it, so that its trace goes on however late it is sent;
 *     {@code null} where there was none
 * @param since from when on it waits; the event may tell of an earlier time
 */
record OutboxEvent(PostEvent event, String traceparent, Instant since) {
    long version() {
        return event.version().orElseThrow();
    }
}
