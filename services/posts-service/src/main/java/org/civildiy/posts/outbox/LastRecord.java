package org.civildiy.posts.outbox;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventType;
import org.civildiy.posts.store.StoredVersion;

/**
 * The last record of a post that was read from the topic. Compaction keeps the last record of each post.
 *
 * @param version the version in the event; 0 for an event of the legacy system, which has no version, and for an unreadable record
 * @param deletes whether a reader of the topic does not see the post after this record
 * @param userId the owner; 0 for an unreadable record
 * @param username the owner's name, which is not stored with the post
 */
record LastRecord(
        String postId,
        int partition,
        long offset,
        long version,
        boolean deletes,
        long userId,
        @Nullable String username) {

    static LastRecord of(PostEvent event, int partition, long offset) {
        var post = event.data();
        return new LastRecord(
                post.postId(),
                partition,
                offset,
                event.version().orElse(0),
                event.type() == PostEventType.DELETED,
                post.userId(),
                post.username());
    }

    /** A record with the key of a post that is no event of this post. For readers the post is not on the topic any more. */
    static LastRecord unreadable(String postId, int partition, long offset) {
        return new LastRecord(postId, partition, offset, 0, true, 0, null);
    }

    /**
     * Whether the topic shows an older state of the post than the store. For a stored post: its newest event was published, but this record
     * has an older version. A post that is not stored was deleted, so a record that does not delete the post is older. Events of the legacy
     * system (version 0) are an exception, because posts of that system need not be stored here.
     */
    boolean isOlderThan(Optional<StoredVersion> stored) {
        return stored.map(found -> !found.isWaiting() && version < found.version())
                .orElse(!deletes && version > 0);
    }
}
