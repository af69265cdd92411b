package org.civildiy.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What an event says about its post. {@link #whole} is what created and updated carry, {@link #identity} what deleted
 * carries; an event of the old system may carry anything between, so all but the two ids can be {@code null}.
 *
 * @param postId 24 hex digits where this system made it; a reader takes any text
 * @param userId the owner
 * @param tags never {@code null}: no tags and no word about tags are the same
 */
public record PostState(
        String postId,
        long userId,
        @Nullable String username,
        @Nullable String title,
        @Nullable String content,
        List<String> tags,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    public PostState {
        Objects.requireNonNull(postId, "postId");
        tags = List.copyOf(tags);
        createdAt = EventTime.truncated(createdAt);
        updatedAt = EventTime.truncated(updatedAt);
    }

    /** The whole post, as created and updated carry it. */
    public static PostState whole(
            String postId,
            long userId,
            String username,
            String title,
            String content,
            List<String> tags,
            Instant createdAt,
            Instant updatedAt) {
        return new PostState(postId, userId, username, title, content, tags, createdAt, updatedAt);
    }

    /** Which post and whose, as deleted carries it. */
    public static PostState identity(String postId, long userId, @Nullable String username) {
        return new PostState(postId, userId, username, null, null, List.of(), null, null);
    }
}
