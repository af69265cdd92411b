package org.civildiy.posts.outbox;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventType;
import org.civildiy.posts.store.StoredVersion;

/**
 * The last record of a post that was read from the topic: the one that compaction keeps.
 *
 * @param version 0 for an event of the legacy system, which has none, and for an unreadable record
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
     * Whether the topic would show an older state than the store: the newest event was published, but this record is older. A post that is
     * not stored was deleted, unless the legacy system wrote the event: its posts need not be stored here.
     */
    boolean isOlderThan(Optional<StoredVersion> stored) {
        return stored.map(found -> !found.isWaiting() && version < found.version())
                .orElse(!deletes && version > 0);
    }
}
