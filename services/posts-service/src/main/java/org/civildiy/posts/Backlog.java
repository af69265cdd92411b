package org.civildiy.posts;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import org.bson.Document;

/**
 * What waits in the outboxes of all posts.
 *
 * @param posts how many have events that are not on the topic; {@code -1} when that is not known
 * @param oldest when the oldest of these events was made; {@code null} when nothing waits, or nothing is known
 */
record Backlog(long posts, Instant oldest) {
    static final Backlog UNKNOWN = new Backlog(-1, null);

    static Backlog of(long posts, Document first) {
        var since = first == null ? null : first.get(StoredPostCodec.UNPUBLISHED_SINCE, Date.class);
        return new Backlog(posts, since == null ? null : since.toInstant());
    }

    boolean isKnown() {
        return posts >= 0;
    }

    /** How long the oldest event has waited; nothing when none waits. */
    Duration age(Instant now) {
        return oldest == null || oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
    }
}
