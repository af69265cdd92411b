package org.civildiy.posts.api;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import org.civildiy.outbox.Outbox;
import org.civildiy.outbox.OutboxConfig;
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
    private final PostStore store;
    private final Outbox<StoredPost> outbox;
    private final OutboxConfig config;
    private final Clock clock = Clock.systemUTC();

    IdempotencyKeys(PostStore store, Outbox<StoredPost> outbox, OutboxConfig config) {
        this.store = store;
        this.outbox = outbox;
        this.config = config;
    }

    /** Creates this post, or returns the current state of the one that its key created before. */
    Uni<StoredPost> createOnce(StoredPost keyed) {
        return create(keyed)
                .onFailure(KeyTaken.class)
                .recoverWithUni(() -> repeat(keyed))
                .onFailure(failure -> failure instanceof KeyTaken || failure instanceof WriteConflict)
                .transform(failure -> PostProblems.contended());
    }

    private Uni<StoredPost> create(StoredPost keyed) {
        return outbox.publishing(keyed, store::insertOnce);
    }

    private Uni<StoredPost> repeat(StoredPost keyed) {
        return store.findByKey(keyed.idempotency()).flatMap(found -> {
            var first = found.orElseThrow(PostProblems::contended);
            return first.idempotency().isExpired(clock.instant())
                    ? forget(first).chain(() -> create(keyed))
                    : Uni.createFrom().item(first.again(keyed.idempotency()));
        });
    }

    /** Removes expired keys from their documents, at most a batch; a tombstone kept only for its key is deleted. */
    @Override
    public Uni<Void> run() {
        return store.findExpiredKeys(config.batch(), clock.instant())
                .flatMap(posts -> Multi.createFrom()
                        .iterable(posts)
                        .onItem()
                        .transformToUni(post ->
                                forget(post).onFailure(WriteConflict.class).recoverWithItem(post))
                        .merge(config.atOnce())
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private Uni<StoredPost> forget(StoredPost post) {
        var after = post.withoutKey();
        return after.isOver() ? store.remove(post) : store.compareAndSet(post, after);
    }
}
