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
 * Makes repeated creations with the same {@link IdempotencyKey} create one post, until the key expires.
 *
 * <ul>
 *   <li>Two at the same moment: the unique index lets one write through; the other reads that post and returns it.
 *   <li>The response to the first was lost, its instance crashed, another instance gets the repeated one: the same.
 *   <li>The post was deleted: its tombstone stays for as long as the key, so that the repeated request creates nothing.
 *   <li>The key has expired: a sweep removes it from its document, or the next request with it does, whichever comes first.
 * </ul>
 */
@ApplicationScoped
class IdempotencyKeys implements SweepTask {
    /** Documents that a sweep has in memory at the same time; each may have a long outbox. */
    private static final int MAX_AT_ONCE = 4;

    /** Of a creation whose expired key another request or the sweep removes at the same moment. */
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

    /** Creates this post, or returns the current state of the one that its key created before. */
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

    /** Removes expired keys from their documents, at most a batch; a tombstone kept only for its key is deleted. */
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

    /** Loads the whole document, with its outbox, and removes the key from it if it has expired. */
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
