package org.civildiy.posts.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.bson.types.ObjectId;

import org.civildiy.outbox.Backlog;
import org.civildiy.outbox.OutboxStore;
import org.civildiy.outbox.mongodb.OutboxQueries;
import org.civildiy.posts.post.StoredPost;
import org.civildiy.posts.store.PostStore;

/** The store of the outboxes of posts. The outbox of a post is a field of the post's document. */
@ApplicationScoped
class PostOutboxStore implements OutboxStore<StoredPost> {
    private final PostStore posts;

    PostOutboxStore(PostStore posts) {
        this.posts = posts;
    }

    @Override
    public Uni<List<String>> unleased(int limit, Instant now, Instant latest) {
        return posts.withTimeout(queries().unleased(limit, now, latest));
    }

    @Override
    public Uni<Optional<StoredPost>> load(String key) {
        return posts.load(new ObjectId(key));
    }

    @Override
    public Uni<StoredPost> replace(StoredPost before, StoredPost after) {
        return after.isOver() ? posts.remove(before) : posts.compareAndSet(before, after);
    }

    @Override
    public Uni<Instant> time() {
        return posts.time();
    }

    @Override
    public Uni<Backlog> backlog() {
        return posts.withTimeout(queries().backlog());
    }

    private OutboxQueries<StoredPost> queries() {
        return new OutboxQueries<>(posts.mongoCollection());
    }
}
