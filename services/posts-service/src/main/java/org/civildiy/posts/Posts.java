package org.civildiy.posts;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.bson.types.ObjectId;

import org.civildiy.defaults.request.Page;

/**
 * What may happen to posts. A write is answered when the post and its event are stored; the event goes to the topic right
 * after, and nobody waits for that.
 */
@ApplicationScoped
class Posts {
    private final PostStore store;
    private final Outbox outbox;
    private final SerializedWrites writes;
    private final IdempotencyKeys keys;
    private final Clock clock = Clock.systemUTC();

    Posts(PostStore store, Outbox outbox, SerializedWrites writes, IdempotencyKeys keys) {
        this.store = store;
        this.outbox = outbox;
        this.writes = writes;
        this.keys = keys;
    }

    /** Creates a post, but only once under the same key (an {@code Idempotency-Key}). */
    Uni<StoredPost> create(NewPost draft, Author author, Optional<String> key) {
        var now = clock.instant();
        var created = StoredPost.created(new ObjectId(), draft, author, now);
        return key.map(given -> IdempotencyKey.of(given, draft, author, now))
                .map(made -> keys.createOnce(created.keyed(made)))
                .orElseGet(() -> outbox.publishing(created, now, store::insert));
    }

    Uni<StoredPost> read(ObjectId id) {
        return store.find(id).map(found -> found.orElseThrow(PostProblems::notFound));
    }

    /** One post more than the page holds, where there is one more. */
    Uni<List<StoredPost>> list(PostFilter filter, Page page) {
        return store.list(filter, page);
    }

    /** Changes a post for its owner, if it is still what {@code expected} (an {@code If-Match}) says. */
    Uni<StoredPost> update(ObjectId id, PostChange change, Author author, Optional<String> expected) {
        return replace(id, before -> {
            mayChange("update", before, author, expected);
            if (!before.hasRoom()) {
                throw PostProblems.untold();
            }
            return before.changed(change, author, clock.instant());
        });
    }

    /** Deletes a post for its owner, if it is still what {@code expected} (an {@code If-Match}) says. */
    Uni<StoredPost> delete(ObjectId id, Author author, Optional<String> expected) {
        return replace(id, before -> {
            mayChange("delete", before, author, expected);
            return before.gone(author, clock.instant());
        });
    }

    private static void mayChange(String deed, StoredPost before, Author author, Optional<String> expected) {
        if (before.post().userId() != author.id()) {
            throw PostProblems.notOwner(deed);
        }
        if (expected.isPresent() && !ETags.matchStrongly(expected.get(), before.version())) {
            throw PostProblems.stale();
        }
    }

    /** Decides on what is there when it is replaced, however often others are faster. */
    private Uni<StoredPost> replace(ObjectId id, UnaryOperator<StoredPost> decision) {
        return writes.execute(
                id,
                () -> read(id).flatMap(before -> outbox.publishing(
                        decision.apply(before), clock.instant(), after -> store.swap(before, after))));
    }
}
