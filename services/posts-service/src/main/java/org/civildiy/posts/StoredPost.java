package org.civildiy.posts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.bson.types.ObjectId;

import org.civildiy.events.PostContent;
import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventType;
import org.civildiy.events.PostState;

import static java.time.temporal.ChronoUnit.MILLIS;

/**
 * A post as it is stored, with all that decides what becomes of it. Each function answers what follows from this state;
 * {@link PostStore} puts the answer in the place of what was read, whole or not at all.
 *
 * @param post what readers see; without text and tags when it is deleted
 * @param version counts the post's changes from 1
 * @param deleted gone for readers, and kept only until its last event is on the topic and its key is over
 * @param unpublished events that are not on the topic yet, in version order
 * @param leasedUntil whoever set this publishes the events, and nobody else does before that time; {@code null} when nobody is
 * @param revision counts every change of the document, of the post or of its outbox; 0 when the old system wrote it
 * @param key the {@code Idempotency-Key} that made the post; {@code null} when there was none, or it is over
 */
record StoredPost(
        Post post,
        long version,
        boolean deleted,
        List<OutboxEvent> unpublished,
        Instant leasedUntil,
        long revision,
        IdempotencyKey key) {
    /**
     * As many changes wait in a document to be told at most, since it must stay below 16 MiB. Beyond that a change is refused:
     * one that was acknowledged and then forgotten would never reach the topic. There is always room to tell of the delete.
     */
    static final int MOST_UNPUBLISHED = 200;

    StoredPost {
        unpublished = List.copyOf(unpublished);
    }

    /** A new post by its author. */
    static StoredPost created(ObjectId id, NewPost draft, Author author, Instant now) {
        var at = now.truncatedTo(MILLIS);
        var tags = draft.tags() == null ? List.<String>of() : draft.tags();
        var post = new Post(id.toHexString(), author.id(), draft.title(), draft.content(), tags, at, at);
        return new StoredPost(post, 1, false, List.of(), null, 1, null).telling(PostEventType.CREATED, author, at, at);
    }

    /**
     * A post of the system before as version 1, with the event that tells of it. That happened when the post was last changed,
     * so that the streams show it at its old place, and waits from now on.
     */
    StoredPost told(String username, Instant now) {
        var author = new Author(post.userId(), username, null);
        return new StoredPost(post, 1, false, List.of(), null, 1, null)
                .telling(PostEventType.CREATED, author, post.updatedAt(), now.truncatedTo(MILLIS));
    }

    /** A new post that a repeated request is to find again. */
    StoredPost keyed(IdempotencyKey made) {
        return new StoredPost(post, version, deleted, unpublished, leasedUntil, revision, made);
    }

    /** This post, as it is now, for a repeated request; refused where that asks for another post, or this one is deleted. */
    StoredPost again(IdempotencyKey repeated) {
        if (!key.asksForTheSameAs(repeated)) {
            throw PostProblems.keyOfAnother();
        }
        if (deleted) {
            throw PostProblems.keyOfDeleted();
        }
        return this;
    }

    /** Its key may make another post. */
    StoredPost withoutKey() {
        return new StoredPost(post, version, deleted, unpublished, leasedUntil, revision + 1, null);
    }

    /** One version later. A change that changes nothing is a change too. */
    StoredPost changed(PostChange change, Author author, Instant now) {
        var at = notBeforeLastChange(now);
        var next = new Post(
                post.id(),
                post.userId(),
                change.titleOr(post.title()),
                change.contentOr(post.content()),
                change.tagsOr(post.tags()),
                post.createdAt(),
                at);
        return new StoredPost(next, version + 1, false, unpublished, leasedUntil, revision + 1, key)
                .telling(PostEventType.UPDATED, author, at, at);
    }

    /** One version later and without its text. */
    StoredPost gone(Author author, Instant now) {
        var at = notBeforeLastChange(now);
        var nothing = new Post(post.id(), post.userId(), "", "", List.of(), post.createdAt(), at);
        return new StoredPost(nothing, version + 1, true, unpublished, leasedUntil, revision + 1, key)
                .telling(PostEventType.DELETED, author, at, at);
    }

    /** Its publication is somebody's until then. */
    StoredPost leased(Instant until) {
        return new StoredPost(post, version, deleted, unpublished, until.truncatedTo(MILLIS), revision + 1, key);
    }

    /** Its events up to that version are on the topic; nobody holds it. */
    StoredPost published(long upTo) {
        var left = unpublished.stream().filter(event -> event.version() > upTo).toList();
        return new StoredPost(post, version, deleted, left, null, revision + 1, key);
    }

    /** Whether one more change can wait to be told. */
    boolean hasRoom() {
        return unpublished.size() < MOST_UNPUBLISHED;
    }

    boolean isLeased(Instant now) {
        return leasedUntil != null && leasedUntil.isAfter(now);
    }

    /** Deleted, the topic has been told, and no repeated request can ask for it: the document may go. */
    boolean isOver() {
        return deleted && unpublished.isEmpty() && key == null;
    }

    ObjectId id() {
        return new ObjectId(post.id());
    }

    private StoredPost telling(PostEventType type, Author author, Instant at, Instant since) {
        var event = PostEvent.of(UUID.randomUUID().toString(), type, at, version, state(author));
        var all = Stream.concat(unpublished.stream(), Stream.of(new OutboxEvent(event, author.traceparent(), since)));
        return new StoredPost(post, version, deleted, all.toList(), leasedUntil, revision, key);
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

    /** Clocks of two instances differ; a later change is not to look like an earlier one. */
    private Instant notBeforeLastChange(Instant now) {
        var at = now.truncatedTo(MILLIS);
        return at.isBefore(post.updatedAt()) ? post.updatedAt() : at;
    }
}
