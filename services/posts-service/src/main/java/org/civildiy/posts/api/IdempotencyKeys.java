package org.civildiy.posts.api;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.bson.types.ObjectId;

import org.civildiy.outbox.Outbox;
import org.civildiy.outbox.OutboxConfig;
import org.civildiy.outbox.StoreClock;
import org.civildiy.outbox.SweepTask;
import org.civildiy.outbox.WriteConflict;
import org.civildiy.posts.post.PostProblems;
import org.civildiy.posts.post.StoredPost;
import org.civildiy.posts.store.KeyTaken;
import org.civildiy.posts.store.PostStore;

/**
 * Idempotent creation of posts: requests with the same {@code Idempotency-Key} create one post, until the key expires. A periodic sweep
 * removes expired keys.
 *
 * <ul>
 *   <li>Two requests arrive at the same moment: the unique index accepts one insert. The other request reads the inserted post and returns
 *       that post.
 *   <li>The response to the first request was lost, or the instance crashed after the insert: the repeated request reads the inserted post
 *       and returns that post, on any instance.
 *   <li>The post was deleted: its tombstone is kept until the key expires. The repeated request finds the key and is answered with 409.
 *   <li>The key has expired: the sweep, or the next request with the same key, removes the key from the document of the post.
 * </ul>
 */
@ApplicationScoped
class IdempotencyKeys implements SweepTask {
    /** Documents that a sweep has in memory at the same time; each may have a long outbox. */
    private static final int MAX_AT_ONCE = 4;

    /** How often a creation is retried after another request, or the sweep, removed the expired key at the same moment. */
    private static final int MAX_RETRIES = 3;

    private final PostStore store;
    private final Outbox<StoredPost> outbox;
    private final OutboxConfig config;
    private final StoreClock clock;

    IdempotencyKeys(PostStore store, Outbox<StoredPost> outbox, OutboxConfig config, StoreClock clock) {
        this.store = store;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** Creates this post. When its key has created a post before, returns the current state of that post and creates nothing. */
    Uni<StoredPost> createOnce(StoredPost keyed) {
        return Uni.createFrom()
                .deferred(() -> create(keyed))
                .onFailure(KeyTaken.class)
                .recoverWithUni(() -> repeat(keyed))
                .onFailure(IdempotencyKeys::isConflict)
                .retry()
                .atMost(MAX_RETRIES)
                .onFailure(IdempotencyKeys::isConflict)
                .transform(failure -> PostProblems.contended());
    }

    private Uni<StoredPost> create(StoredPost keyed) {
        return outbox.publishing(keyed, store::insertOnce);
    }

    /** Returns the post that the key created before. When the key has expired, removes the key and creates the new post. */
    private Uni<StoredPost> repeat(StoredPost keyed) {
        return store.findByKey(keyed.idempotency()).flatMap(found -> {
            var first = found.orElseThrow(KeyTaken::new);
            return first.idempotency().isExpired(clock.instant())
                    ? forget(first.id()).chain(() -> create(keyed))
                    : Uni.createFrom().item(first.again(keyed.idempotency()));
        });
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof KeyTaken || failure instanceof WriteConflict;
    }

    /** Removes the expired keys of at most one batch of documents. Deletes a tombstone that was kept only for its key. */
    @Override
    public Uni<Void> run() {
        return store.findExpiredKeys(config.batch(), clock.instant())
                .flatMap(posts -> Multi.createFrom()
                        .iterable(posts)
                        .onItem()
                        .transformToUni(
                                id -> forget(id).onFailure(WriteConflict.class).recoverWithNull())
                        .merge(MAX_AT_ONCE)
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    /** Loads the whole document, with its outbox, and removes the key from the document if the key has expired. */
    private Uni<Void> forget(ObjectId id) {
        return store.load(id)
                .flatMap(found -> found.filter(post ->
                                post.idempotency() != null && post.idempotency().isExpired(clock.instant()))
                        .map(this::removeKey)
                        .orElseGet(() -> Uni.createFrom().nullItem()))
                .replaceWithVoid();
    }

    private Uni<StoredPost> removeKey(StoredPost post) {
        var after = post.withoutKey();
        return after.isOver() ? store.remove(post) : store.compareAndSet(post, after);
    }
}
