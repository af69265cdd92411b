package org.civildiy.feed;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.civildiy.events.PostContent;
import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventType;
import org.civildiy.events.PostState;

/** Events of posts that happen now, by authors of their own: tests that share one topic do not meet in each other's streams. */
final class LivePosts {
    private static final AtomicLong AUTHORS = new AtomicLong(1_000);
    private static final AtomicLong LAST = new AtomicLong();

    private LivePosts() {}

    static long author() {
        return AUTHORS.incrementAndGet();
    }

    static PostEvent created(long author, String title) {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 24);
        return event(PostEventType.CREATED, 1, whole(id, author, title));
    }

    static PostEvent updated(PostEvent post, String title) {
        var state = post.data();
        return event(
                PostEventType.UPDATED, post.version().orElseThrow() + 1, whole(state.postId(), state.userId(), title));
    }

    static PostEvent deleted(PostEvent post) {
        var state = post.data();
        return event(
                PostEventType.DELETED,
                post.version().orElseThrow() + 1,
                PostState.identity(state.postId(), state.userId(), state.username()));
    }

    private static PostEvent event(PostEventType type, long version, PostState state) {
        return PostEvent.of(UUID.randomUUID().toString(), type, now(), version, state);
    }

    private static PostState whole(String id, long author, String title) {
        return new PostState(
                id,
                author,
                "ada",
                new PostContent(title, "<b>content & \"quotes\"</b> ☕", List.of("a", "b")),
                now(),
                now());
    }

    /** Now, and later than the time before: posts of the same moment would be ordered by their ids. */
    private static Instant now() {
        return Instant.ofEpochMilli(LAST.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis())));
    }
}
