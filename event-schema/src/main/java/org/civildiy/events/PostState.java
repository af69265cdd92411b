package org.civildiy.events;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The state of a post in its event. Created and updated events carry the whole post, deleted events carry {@link #identity}.
 * A legacy event may carry anything in between, so only the two ids are never {@code null}.
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

    /** The ids and the owner's name, as a deleted event carries them. */
    public static PostState identity(String postId, long userId, @Nullable String username) {
        return new PostState(postId, userId, username, PostContent.NONE, null, null);
    }
}
