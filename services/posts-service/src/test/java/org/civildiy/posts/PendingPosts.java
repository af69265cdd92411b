package org.civildiy.posts;

import java.time.Instant;
import java.util.List;

import org.civildiy.events.EventReading.Read;
import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventJson;
import org.civildiy.outbox.OutboxEvent;
import org.civildiy.posts.post.StoredPost;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The outbox of a post, as its publisher sees and changes it. */
public final class PendingPosts {
    private PendingPosts() {}

    public static List<OutboxEvent> unpublished(StoredPost stored) {
        return stored.outbox().events();
    }

    public static PostEvent event(OutboxEvent pending) {
        return ((Read) PostEventJson.read(pending.json().getBytes(UTF_8))).event();
    }

    public static StoredPost leased(StoredPost stored, Instant until) {
        return stored.withOutbox(stored.outbox().leased(until));
    }

    public static StoredPost published(StoredPost stored, long upTo) {
        return stored.withOutbox(stored.outbox().acknowledged(upTo).released());
    }
}
