package org.civildiy.posts.post;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import org.civildiy.events.PostContent;
import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventJson;
import org.civildiy.events.PostEventType;
import org.civildiy.events.PostState;
import org.civildiy.outbox.OutboxEntry;
import org.civildiy.outbox.OutboxEvent;
import org.civildiy.outbox.PendingEvents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.MILLIS;

/**
 * The stored state of a post, with everything that a change of it depends on. Each function returns the next state; the store replaces
 * the state that was read with it atomically.
 *
 * @param post the post as readers see it; without text and tags when it is deleted
 * @param version counts the post's changes from 1
 * @param deleted hidden from readers, and kept only until its last event is published and its key has expired
 * @param outbox the events that are not published yet
 * @param revision counts every change of the document, of the post or of its outbox; 0 when the legacy system wrote it
 * @param idempotency the {@code Idempotency-Key} that created the post; {@code null} when there was none, or it has expired
 */
@MongoEntity(collection = "posts")
public record StoredPost(
        Post post,
        long version,
        boolean deleted,
        PendingEvents outbox,
        long revision,
        @Nullable IdempotencyKey idempotency)
        implements OutboxEntry<StoredPost> {
    /**
     * The most pending events of a document, since it must stay below 16 MiB. A further change is refused: it must not be
     * acknowledged and then forgotten. There is always room for the event of the deletion.
     */
    static final int MAX_UNPUBLISHED = 200;

    /** A new post by its author. */
    public static StoredPost created(ObjectId id, NewPost draft, Author author, Instant now) {
        var at = now.truncatedTo(MILLIS);
        var post = new Post(id.toHexString(), author.id(), draft.title(), draft.content(), draft.tags(), at, at);
        return new StoredPost(post, 1, false, PendingEvents.NONE, 1, null).with(PostEventType.CREATED, author, at, at);
    }

    /**
     * A post of the legacy system as version 1, with its created event. The event has the time of the last change, so that the
     * activity streams show the post at its old place; it waits from now on.
     */
    public StoredPost imported(String username, Instant now) {
        var author = new Author(post.userId(), username, null);
        return new StoredPost(post, 1, false, PendingEvents.NONE, 1, null)
                .with(PostEventType.CREATED, author, post.updatedAt(), now.truncatedTo(MILLIS));
    }

    /** A new post with the key under which a repeated request finds it. */
    public StoredPost keyed(IdempotencyKey made) {
        return new StoredPost(post, version, deleted, outbox, revision, made);
    }

    /** This post, as it is now, for a repeated request; refused where that asks for another post, or this one is deleted. */
    public StoredPost again(IdempotencyKey repeated) {
        if (!idempotency.isForSamePostAs(repeated)) {
            throw PostProblems.keyOfAnother();
        }
        if (deleted) {
            throw PostProblems.keyOfDeleted();
        }
        return this;
    }

    /** This post without its key, so that the key can create another post. */
    public StoredPost withoutKey() {
        return new StoredPost(post, version, deleted, outbox, revision + 1, null);
    }

    /** The next version. A change without effect counts as a change. */
    public StoredPost changed(PostChange change, Author author, Instant now) {
        var at = notBeforeLastChange(now);
        var next = new Post(
                post.id(),
                post.userId(),
                change.titleOr(post.title()),
                change.contentOr(post.content()),
                change.tagsOr(post.tags()),
                post.createdAt(),
                at);
        return new StoredPost(next, version + 1, false, outbox, revision + 1, idempotency)
                .with(PostEventType.UPDATED, author, at, at);
    }

    /** The next version, deleted and without content. */
    public StoredPost deleted(Author author, Instant now) {
        var at = notBeforeLastChange(now);
        var nothing = new Post(post.id(), post.userId(), "", "", List.of(), post.createdAt(), at);
        return new StoredPost(nothing, version + 1, true, outbox, revision + 1, idempotency)
                .with(PostEventType.DELETED, author, at, at);
    }

    @Override
    public StoredPost withOutbox(PendingEvents next) {
        return new StoredPost(post, version, deleted, next, revision + 1, idempotency);
    }

    @Override
    public String key() {
        return post.id();
    }

    /** Whether the outbox has room for the event of one more change. */
    public boolean hasRoom() {
        return outbox.events().size() < MAX_UNPUBLISHED;
    }

    /** Deleted, all events published, and no repeated request can ask for it: the document can be removed. */
    public boolean isOver() {
        return deleted && outbox.isEmpty() && idempotency == null;
    }

    public ObjectId id() {
        return new ObjectId(post.id());
    }

    private StoredPost with(PostEventType type, Author author, Instant at, Instant since) {
        var event = PostEvent.of(UUID.randomUUID().toString(), type, at, version, state(author));
        var json = new String(PostEventJson.write(event), UTF_8);
        var pending = outbox.plus(new OutboxEvent(version, json, author.traceparent(), since));
        return new StoredPost(post, version, deleted, pending, revision, idempotency);
    }

    private PostState state(Author author) {
        return deleted
                ? PostState.identity(post.id(), post.userId(), author.username())
                : new PostState(
                        post.id(),
                        post.userId(),
                        author.username(),
                        new PostContent(post.title(), post.content(), post.tags()),
                        post.createdAt(),
                        post.updatedAt());
    }

    /** The time of a change, never before that of the previous one, because the clocks of two instances differ. */
    private Instant notBeforeLastChange(Instant now) {
        var at = now.truncatedTo(MILLIS);
        return at.isBefore(post.updatedAt()) ? post.updatedAt() : at;
    }
}
