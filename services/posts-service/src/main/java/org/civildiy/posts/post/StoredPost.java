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
 * The stored state of a post: the post, its version, its outbox and its idempotency key. Each method returns the next state and writes
 * nothing. The store replaces the document atomically, if the document still has the state that was read.
 *
 * @param post the post as readers get it; title, content and tags are empty when the post is deleted
 * @param version counts the post's changes from 1
 * @param deleted whether the post is deleted. Readers do not get a deleted post. Its document is a tombstone, which is kept until the last
 *     event is published and the key has expired
 * @param outbox the events that are not published yet
 * @param revision counts the changes of the document, both of the post and of its outbox; 0 when the legacy system wrote the document
 * @param idempotency the {@code Idempotency-Key} that created the post; {@code null} without such a key and after the key was removed
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
     * The number of pending events at which a further change of the post is refused. The number is limited because a document must stay
     * below 16 MiB, and several documents are in memory at the same time. The change is refused because an accepted change without its
     * event would never be published. A deletion is always accepted.
     */
    static final int MAX_UNPUBLISHED = 200;

    /** The size of all pending events at which a further change is refused, for the reasons of {@link #MAX_UNPUBLISHED}. */
    static final int MAX_UNPUBLISHED_BYTES = 512 * 1024;

    /** A new post as version 1, with its created event. */
    public static StoredPost created(ObjectId id, NewPost draft, Author author, Instant now) {
        var at = now.truncatedTo(MILLIS);
        var post = new Post(id.toHexString(), author.id(), draft.title(), draft.content(), draft.tags(), at, at);
        return new StoredPost(post, 1, false, PendingEvents.NONE, 1, null).with(PostEventType.CREATED, author, at, at);
    }

    /**
     * A post of the legacy system as version 1, with its created event. The event has the time of the post's last change, so that the
     * activity streams show the post at its old place. The event's age in the outbox counts from {@code now}.
     */
    public StoredPost imported(String username, Instant now) {
        var author = new Author(post.userId(), username, null);
        return new StoredPost(post, 1, false, PendingEvents.NONE, 1, null)
                .with(PostEventType.CREATED, author, post.updatedAt(), now.truncatedTo(MILLIS));
    }

    /**
     * A tombstone with a deleted event, for a deleted post whose document was removed. It is needed when the last record of the post on the
     * topic is not its deletion: then the deletion is published once more.
     */
    public static StoredPost tombstone(ObjectId id, long version, Author author, Instant now) {
        var at = now.truncatedTo(MILLIS);
        var nothing = new Post(id.toHexString(), author.id(), "", "", List.of(), at, at);
        return new StoredPost(nothing, version, true, PendingEvents.NONE, 1, null)
                .with(PostEventType.DELETED, author, at, at);
    }

    /** This new post with its {@code Idempotency-Key}, by which a repeated request finds the post. */
    public StoredPost keyed(IdempotencyKey made) {
        return new StoredPost(post, version, deleted, outbox, revision, made);
    }

    /**
     * This post as the answer to a repeated request with the same key. Fails with 409 when that request asks for another post, or when this
     * post is deleted.
     */
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

    /** The changed post as the next version, with its updated event. A change that alters nothing makes a version too. */
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

    /** The deleted post as the next version, without content, with its deleted event. */
    public StoredPost deleted(Author author, Instant now) {
        var at = notBeforeLastChange(now);
        var nothing = new Post(post.id(), post.userId(), "", "", List.of(), post.createdAt(), at);
        return new StoredPost(nothing, version + 1, true, outbox, revision + 1, idempotency)
                .with(PostEventType.DELETED, author, at, at);
    }

    /** This post with one more event of its present version, for a topic whose last record of the post is older. */
    public StoredPost republished(Author author, Instant now) {
        return new StoredPost(post, version, deleted, outbox, revision + 1, idempotency)
                .with(typeOfNewest(), author, post.updatedAt(), now.truncatedTo(MILLIS));
    }

    private PostEventType typeOfNewest() {
        if (deleted) {
            return PostEventType.DELETED;
        }
        return version == 1 ? PostEventType.CREATED : PostEventType.UPDATED;
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
        return outbox.events().size() < MAX_UNPUBLISHED && outbox.bytes() < MAX_UNPUBLISHED_BYTES;
    }

    /** Whether the document can be removed: the post is deleted, all its events are published, and its key is removed. */
    public boolean isOver() {
        return deleted && outbox.isEmpty() && idempotency == null;
    }

    public ObjectId id() {
        return new ObjectId(post.id());
    }

    /** Adds an event of the present version to the outbox. */
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

    /** The time of a change. It is never before the previous change, because the clocks of two instances may differ. */
    private Instant notBeforeLastChange(Instant now) {
        var at = now.truncatedTo(MILLIS);
        return at.isBefore(post.updatedAt()) ? post.updatedAt() : at;
    }
}
