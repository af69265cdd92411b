package org.civildiy.posts.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.quarkus.logging.Log;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import org.bson.Document;
import org.bson.types.ObjectId;

import org.civildiy.defaults.request.Page;
import org.civildiy.outbox.WriteConflict;
import org.civildiy.posts.post.IdempotencyKey;
import org.civildiy.posts.post.PostProblems;
import org.civildiy.posts.post.StoredPost;

import static org.civildiy.posts.store.StoredPostCodec.CREATED_AT;
import static org.civildiy.posts.store.StoredPostCodec.ID;
import static org.civildiy.posts.store.StoredPostCodec.KEY;
import static org.civildiy.posts.store.StoredPostCodec.KEY_UNTIL;
import static org.civildiy.posts.store.StoredPostCodec.REVISION;

/**
 * Posts in MongoDB. A post, its version and its unpublished events are one document, and every write is one write of one document:
 * it is atomic.
 *
 * <p>A document is only replaced if it is still as it was read ({@link #compareAndSet}), so no change is lost between a read and a
 * write, whoever else writes. MongoDB unavailable, frozen or overloaded: each call fails within {@link #TIMEOUT} as
 * {@link PostProblems#storeUnavailable}; a write without a response may have been executed.
 *
 * <p>Filters are flat documents, without {@code $and} and {@code $or}: every server finds an index for these.
 */
@ApplicationScoped
public class PostStore implements ReactivePanacheMongoRepositoryBase<StoredPost, ObjectId> {
    static final Duration TIMEOUT = Duration.ofMillis(2300);

    /** After a failed connection the driver closes others before it sends on them, so that a retry is safe. */
    private static final Duration NEVER_SENT_PAUSE = Duration.ofMillis(50);

    private static final Document NEWEST_FIRST = new Document(CREATED_AT, -1).append(ID, -1);

    private final AtomicBoolean unavailable = new AtomicBoolean();
    private volatile boolean keysAreUnique;

    /** Inserts a new post. */
    public Uni<StoredPost> insert(StoredPost stored) {
        return withTimeout(mongoCollection().insertOne(stored)).replaceWith(stored);
    }

    /** Inserts a new post. When its key has created one before, it fails as {@link KeyTaken}. */
    public Uni<StoredPost> insertOnce(StoredPost keyed) {
        return ensureUniqueKeys()
                .chain(() -> withTimeout(mongoCollection()
                        .insertOne(keyed)
                        .onFailure(PostStore::isDuplicate)
                        .transform(duplicate -> new KeyTaken())))
                .replaceWith(keyed);
    }

    /** The document that has this key, also of a deleted post. */
    public Uni<Optional<StoredPost>> findByKey(IdempotencyKey key) {
        return withTimeout(find(new Document(KEY, key.name())).firstResult()).map(Optional::ofNullable);
    }

    /** Posts whose key has expired. */
    public Uni<List<StoredPost>> findExpiredKeys(int limit, Instant now) {
        var over = new Document(KEY_UNTIL, new Document("$lte", Date.from(now)));
        return withTimeout(find(over).range(0, limit - 1).list());
    }

    /** The post, unless it is deleted. */
    public Uni<Optional<StoredPost>> findUndeleted(ObjectId id) {
        return load(id).map(found -> found.filter(stored -> !stored.deleted()));
    }

    /** The document, also of a deleted post whose last event is unpublished. */
    public Uni<Optional<StoredPost>> load(ObjectId id) {
        return withTimeout(findById(id)).map(Optional::ofNullable);
    }

    /** The posts of a page and the first of the next page, if any; newest first, and by descending id at the same time. */
    public Uni<List<StoredPost>> list(PostFilter filter, Page page) {
        var last = page.skip() + page.limit();
        return withTimeout(
                find(filter.toBson(), NEWEST_FIRST).range(page.skip(), last).list());
    }

    /** Replaces the document if its revision is still the one that was read; otherwise fails as {@link WriteConflict}. */
    public Uni<StoredPost> compareAndSet(StoredPost before, StoredPost after) {
        return withTimeout(mongoCollection().replaceOne(asRead(before), after))
                .map(result -> result.getMatchedCount())
                .map(matched -> unlessConflict(matched, after));
    }

    /** Removes the document if its revision is still the one that was read; otherwise fails as {@link WriteConflict}. */
    public Uni<StoredPost> remove(StoredPost before) {
        return withTimeout(mongoCollection().deleteOne(asRead(before)))
                .map(result -> result.getDeletedCount())
                .map(deleted -> unlessConflict(deleted, before));
    }

    public Uni<Void> ping() {
        return mongoDatabase().runCommand(new Document("ping", 1)).replaceWithVoid();
    }

    /** Creates the unique index of keys. Until it exists no key is accepted, since two posts could get the same one. */
    Uni<Void> ensureUniqueKeys() {
        var unique = new IndexOptions().sparse(true).unique(true);
        return keysAreUnique
                ? Uni.createFrom().voidItem()
                : withTimeout(mongoCollection().createIndex(Indexes.ascending(KEY), unique))
                        .invoke(() -> keysAreUnique = true)
                        .replaceWithVoid();
    }

    private static boolean isDuplicate(Throwable failure) {
        return failure instanceof MongoException mongo
                && ErrorCategory.fromErrorCode(mongo.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }

    /** The filter that finds a document only as it was read. Legacy documents have no revision. */
    public static Document asRead(StoredPost before) {
        return new Document(ID, before.id()).append(REVISION, before.revision() == 0 ? null : before.revision());
    }

    private static StoredPost unlessConflict(long documents, StoredPost done) {
        if (documents == 0) {
            throw new WriteConflict();
        }
        return done;
    }

    /** A call with the timeout; every failure of MongoDB becomes {@link PostProblems#storeUnavailable}. */
    public <T> Uni<T> withTimeout(Uni<T> call) {
        return call.onFailure(MongoConnectionPoolClearedException.class)
                .retry()
                .withBackOff(NEVER_SENT_PAUSE)
                .atMost(3)
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .invoke(this::logAvailable)
                .onFailure(failure -> failure instanceof MongoException || failure instanceof TimeoutException)
                .transform(this::toUnavailable);
    }

    private void logAvailable() {
        if (unavailable.compareAndSet(true, false)) {
            Log.info("store: MongoDB answers again");
        }
    }

    /** Logs one line for each outage, not one for each request. */
    private Throwable toUnavailable(Throwable failure) {
        if (unavailable.compareAndSet(false, true)) {
            Log.warnf(
                    "store: MongoDB does not answer, requests get 503 cause=%s",
                    failure.getClass().getSimpleName());
        }
        return PostProblems.storeUnavailable();
    }
}
