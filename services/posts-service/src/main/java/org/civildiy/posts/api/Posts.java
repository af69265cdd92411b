package org.civildiy.posts.api;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.bson.types.ObjectId;

import org.civildiy.defaults.request.Page;
import org.civildiy.outbox.Outbox;
import org.civildiy.outbox.SerializedWrites;
import org.civildiy.outbox.StoreClock;
import org.civildiy.outbox.WriteConflict;
import org.civildiy.posts.post.Author;
import org.civildiy.posts.post.IdempotencyKey;
import org.civildiy.posts.post.NewPost;
import org.civildiy.posts.post.PostChange;
import org.civildiy.posts.post.PostProblems;
import org.civildiy.posts.post.StoredPost;
import org.civildiy.posts.store.PostFilter;
import org.civildiy.posts.store.PostStore;

/**
 * The operations on posts, and the rules for who may change a post and when. A write completes when the post and its event are stored. The
 * event is published afterwards; the write does not wait for the publication.
 */
@ApplicationScoped
class Posts {
    private final PostStore store;
    private final Outbox<StoredPost> outbox;
    private final SerializedWrites writes;
    private final IdempotencyKeys keys;
    private final StoreClock clock;

    Posts(PostStore store, Outbox<StoredPost> outbox, SerializedWrites writes, IdempotencyKeys keys, StoreClock clock) {
        this.store = store;
        this.outbox = outbox;
        this.writes = writes;
        this.keys = keys;
        this.clock = clock;
    }

    /** Creates a post. Repeated requests with the same {@code key} (an {@code Idempotency-Key}) create only one post. */
    Uni<StoredPost> create(NewPost draft, Author author, Optional<String> key) {
        var now = clock.instant();
        var created = StoredPost.created(new ObjectId(), draft, author, now);
        return key.map(given -> IdempotencyKey.of(given, draft, author, now))
                .map(made -> keys.createOnce(created.keyed(made)))
                .orElseGet(() -> outbox.publishing(created, store::insert));
    }

    Uni<StoredPost> read(ObjectId id) {
        return store.read(id).map(found -> found.orElseThrow(PostProblems::notFound));
    }

    /** The posts of a page and the first post of the next page. That post, if present, shows that there is a next page. */
    Uni<List<StoredPost>> list(PostFilter filter, Page page) {
        return store.list(filter, page);
    }

    /** Changes a post for its owner. {@code expected} (an {@code If-Match}), if present, must match the present version. */
    Uni<StoredPost> update(ObjectId id, PostChange change, Author author, Optional<String> expected) {
        return replace(id, before -> {
            mayChange("update", before, author, expected);
            if (!before.hasRoom()) {
                throw PostProblems.outboxFull();
            }
            return before.changed(change, author, clock.instant());
        });
    }

    /** Deletes a post for its owner. {@code expected} (an {@code If-Match}), if present, must match the present version. */
    Uni<StoredPost> delete(ObjectId id, Author author, Optional<String> expected) {
        return replace(id, before -> {
            mayChange("delete", before, author, expected);
            return before.deleted(author, clock.instant());
        });
    }

    /** Fails when the author is not the owner, or when the post does not have the expected version. */
    private static void mayChange(String operation, StoredPost before, Author author, Optional<String> expected) {
        if (before.post().userId() != author.id()) {
            throw PostProblems.notOwner(operation);
        }
        if (expected.isPresent() && !ETags.matchStrongly(expected.get(), before.version())) {
            throw PostProblems.stale();
        }
    }

    /** Replaces a post by optimistic locking: after a write conflict it reads the post and decides again. */
    private Uni<StoredPost> replace(ObjectId id, UnaryOperator<StoredPost> decision) {
        return writes.run(
                        id.toHexString(),
                        () -> store.loadUndeleted(id)
                                .map(found -> found.orElseThrow(PostProblems::notFound))
                                .flatMap(before -> outbox.publishing(
                                        decision.apply(before), after -> store.compareAndSet(before, after))))
                .onFailure(WriteConflict.class)
                .transform(conflict -> PostProblems.contended());
    }
}
