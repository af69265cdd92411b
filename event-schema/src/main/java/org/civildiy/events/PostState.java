package org.civildiy.events;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The state of a post in an event. A created or updated event contains the whole post. A deleted event contains only the {@link #identity}
 * of the post. A legacy event may lack any other field than the two ids.
 *
 * @param postId 24 hex digits where this system created the post; a reader accepts any text
 * @param userId the owner
 */
public record PostState(
        String postId,
        long userId,
        @Nullable String username,
        PostContent content,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    public PostState {
        Objects.requireNonNull(postId, "postId");
        Objects.requireNonNull(content, "content");
        createdAt = EventTime.truncated(createdAt);
        updatedAt = EventTime.truncated(updatedAt);
    }

    /** The state in a deleted event: the two ids and the owner's name, without content. */
    public static PostState identity(String postId, long userId, @Nullable String username) {
        return new PostState(postId, userId, username, PostContent.NONE, null, null);
    }
}
