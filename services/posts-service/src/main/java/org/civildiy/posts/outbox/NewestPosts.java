package org.civildiy.posts.outbox;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import org.civildiy.outbox.Outbox;
import org.civildiy.outbox.SerializedWrites;
import org.civildiy.outbox.StoreClock;
import org.civildiy.posts.post.Author;
import org.civildiy.posts.post.StoredPost;
import org.civildiy.posts.store.KeyTaken;
import org.civildiy.posts.store.PostStore;

/**
 * Compares records of the topic with the stored posts, and publishes the newest state of a post again. The repeated event goes through the
 * outbox of the post, so that the order of events and the lease apply to that event too. The methods block for a few seconds at most, and
 * fail when MongoDB is unavailable.
 */
@ApplicationScoped
class NewestPosts {
    private static final int MAX_PER_QUERY = 500;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final PostStore store;
    private final Outbox<StoredPost> outbox;
    private final SerializedWrites writes;
    private final StoreClock clock;

    NewestPosts(PostStore store, Outbox<StoredPost> outbox, SerializedWrites writes, StoreClock clock) {
        this.store = store;
        this.outbox = outbox;
        this.writes = writes;
        this.clock = clock;
    }

    /** The records that are older than the stored state of their posts. */
    Set<LastRecord> olderThanStored(List<LastRecord> records) {
        var older = new HashSet<LastRecord>();
        for (var from = 0; from < records.size(); from += MAX_PER_QUERY) {
            var some = records.subList(from, Math.min(records.size(), from + MAX_PER_QUERY));
            var ids = some.stream().map(each -> new ObjectId(each.postId())).toList();
            var stored = store.versions(ids).await().atMost(TIMEOUT);
            some.stream()
                    .filter(each -> each.isOlderThan(Optional.ofNullable(stored.get(each.postId()))))
                    .forEach(older::add);
        }
        return older;
    }

    /**
     * Publishes the stored state of the post once more, unless events of the post still wait in its outbox or the record is not older. When
     * the post is not stored, publishes its deletion.
     *
     * @param username the owner's name, {@code null} when it is not known
     * @param versionOfDelete the version of that deletion, which is greater than the version of the last record
     */
    void publishNewest(LastRecord last, @Nullable String username, long versionOfDelete) {
        Log.warnf(
                "last records: an older record is the last of its post, the newest state is published again"
                        + " post=%s version=%d partition=%d offset=%d",
                last.postId(), last.version(), last.partition(), last.offset());
        writes.run(
                        last.postId(),
                        () -> store.load(new ObjectId(last.postId()))
                                .flatMap(found -> found.map(stored -> publishAgain(stored, last, username))
                                        .orElseGet(() -> publishDelete(last, username, versionOfDelete))))
                .await()
                .atMost(TIMEOUT);
    }

    private Uni<StoredPost> publishAgain(StoredPost stored, LastRecord last, @Nullable String username) {
        var author = new Author(stored.post().userId(), username, null);
        return stored.outbox().isEmpty() && last.version() < stored.version()
                ? outbox.publishing(
                        stored.republished(author, clock.instant()), next -> store.compareAndSet(stored, next))
                : Uni.createFrom().item(stored);
    }

    private Uni<StoredPost> publishDelete(LastRecord last, @Nullable String username, long version) {
        var author = new Author(last.userId(), username, null);
        var tombstone = StoredPost.tombstone(new ObjectId(last.postId()), version, author, clock.instant());
        return outbox.publishing(tombstone, store::insertOnce)
                .onFailure(KeyTaken.class)
                .recoverWithItem(tombstone);
    }
}
