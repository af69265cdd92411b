package org.civildiy.posts.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import org.civildiy.outbox.Backlog;
import org.civildiy.outbox.OutboxStore;
import org.civildiy.outbox.mongodb.OutboxQueries;
import org.civildiy.posts.post.StoredPost;
import org.civildiy.posts.store.PostStore;

/** The outboxes of posts, which are in the documents of their posts. */
@ApplicationScoped
class PostOutboxStore implements OutboxStore<StoredPost> {
    private final PostStore posts;

    PostOutboxStore(PostStore posts) {
        this.posts = posts;
    }

    @Override
    public Uni<List<StoredPost>> unleased(int limit, Instant now) {
        return posts.withTimeout(queries().unleased(limit, now));
    }

    @Override
    public Uni<Optional<StoredPost>> load(StoredPost entry) {
        return posts.load(entry.id());
    }

    @Override
    public Uni<StoredPost> replace(StoredPost before, StoredPost after) {
        return after.isOver() ? posts.remove(before) : posts.compareAndSet(before, after);
    }

    @Override
    public Uni<Backlog> backlog() {
        return posts.withTimeout(queries().backlog());
    }

    private OutboxQueries<StoredPost> queries() {
        return new OutboxQueries<>(posts.mongoCollection());
    }
}
