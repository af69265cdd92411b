package org.civildiy.posts.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import io.quarkus.logging.Log;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

import org.civildiy.defaults.request.Page;
import org.civildiy.outbox.WriteConflict;
import org.civildiy.posts.post.IdempotencyKey;
import org.civildiy.posts.post.PostProblems;
import org.civildiy.posts.post.StoredPost;

import static org.civildiy.outbox.mongodb.OutboxFields.OUTBOX;
import static org.civildiy.outbox.mongodb.OutboxFields.UNPUBLISHED_SINCE;
import static org.civildiy.posts.store.StoredPostCodec.CREATED_AT;
import static org.civildiy.posts.store.StoredPostCodec.ID;
import static org.civildiy.posts.store.StoredPostCodec.KEY;
import static org.civildiy.posts.store.StoredPostCodec.KEY_UNTIL;
import static org.civildiy.posts.store.StoredPostCodec.REVISION;
import static org.civildiy.posts.store.StoredPostCodec.VERSION;

/**
 * The posts in MongoDB. One document contains a post, its version and its unpublished events. Every write writes one document, so every
 * write is atomic.
 *
 * <p>A document is replaced only if its revision is still the one that was read ({@link #compareAndSet}). So no change of another writer is
 * lost between a read and a write.
 *
 * <p>When MongoDB is unavailable, frozen or overloaded, each call fails within {@link #TIMEOUT} as {@link PostProblems#storeUnavailable}. A
 * write without a response may have been executed.
 *
 * <p>A post that is only read is loaded without its outbox, which may be long. A post that will be changed is loaded with its outbox.
 *
 * <p>Filters are flat documents, without {@code $and} and {@code $or}, so that every server finds an index for a filter.
 */
@ApplicationScoped
public class PostStore implements ReactivePanacheMongoRepositoryBase<StoredPost, ObjectId> {
    static final Duration TIMEOUT = Duration.ofMillis(2300);

    /**
     * The pause before an operation is sent again. After a failed connection the driver closes its other connections before it sends on
     * them. An operation that fails for that reason was never sent, so a retry is safe.
     */
    private static final Duration NEVER_SENT_PAUSE = Duration.ofMillis(50);

    private static final Document NEWEST_FIRST = new Document(CREATED_AT, -1).append(ID, -1);

    /**
     * The fields of a post that is only read: all fields except the outbox, which may be long, and the revision. Without the revision,
     * {@link #compareAndSet} refuses such a post, and cannot replace the document by one without its outbox.
     */
    private static final Bson WITHOUT_OUTBOX = Projections.exclude(OUTBOX, REVISION);

    private final AtomicBoolean unavailable = new AtomicBoolean();
    private volatile boolean keysAreUnique;

    /** Inserts a new post. */
    public Uni<StoredPost> insert(StoredPost stored) {
        return withTimeout(mongoCollection().insertOne(stored)).replaceWith(stored);
    }

    /** Inserts a new post. Fails as {@link KeyTaken} when a stored post has the same {@code Idempotency-Key}, or the same id. */
    public Uni<StoredPost> insertOnce(StoredPost keyed) {
        return ensureUniqueKeys()
                .chain(() -> withTimeout(mongoCollection()
                        .insertOne(keyed)
                        .onFailure(PostStore::isDuplicate)
                        .transform(duplicate -> new KeyTaken())))
                .replaceWith(keyed);
    }

    /** The post that this key created, without its outbox; also when the post is deleted. */
    public Uni<Optional<StoredPost>> findByKey(IdempotencyKey key) {
        return readFirst(new Document(KEY, key.name()));
    }

    /** The ids of posts whose key has expired. */
    public Uni<List<ObjectId>> findExpiredKeys(int limit, Instant now) {
        var over = new Document(KEY_UNTIL, new Document("$lte", Date.from(now)));
        var ids = new FindOptions().limit(limit).projection(Projections.include(ID));
        return withTimeout(mongoCollection()
                .find(over, Document.class, ids)
                .map(document -> document.getObjectId(ID))
                .collect()
                .asList());
    }

    /** The post, without its outbox; empty when the post is deleted. */
    public Uni<Optional<StoredPost>> read(ObjectId id) {
        return readFirst(new Document(ID, id)).map(found -> found.filter(stored -> !stored.deleted()));
    }

    /** The post with its outbox, to be changed; empty when the post is deleted. */
    public Uni<Optional<StoredPost>> loadUndeleted(ObjectId id) {
        return load(id).map(found -> found.filter(stored -> !stored.deleted()));
    }

    /** The post with its outbox, also when the post is deleted and its document is still stored. */
    public Uni<Optional<StoredPost>> load(ObjectId id) {
        return withTimeout(findById(id)).map(Optional::ofNullable);
    }

    /**
     * The posts of a page and the first post of the next page, if there is one; all without their outboxes. The newest post is first. Of
     * posts with the same time, the post with the greater id is first.
     */
    public Uni<List<StoredPost>> list(PostFilter filter, Page page) {
        var options = new FindOptions().sort(NEWEST_FIRST).skip(page.skip()).limit(page.limit() + 1);
        return withTimeout(mongoCollection()
                .find(filter.toBson(), options.projection(WITHOUT_OUTBOX))
                .collect()
                .asList());
    }

    /** The versions of the posts with these ids, by id. A post without a document is absent; a tombstone has a version too. */
    public Uni<Map<String, StoredVersion>> versions(List<ObjectId> ids) {
        var filter = new Document(ID, new Document("$in", ids));
        var options = new FindOptions().projection(Projections.include(VERSION, UNPUBLISHED_SINCE));
        return withTimeout(mongoCollection()
                .find(filter, Document.class, options)
                .collect()
                .asMap(document -> document.getObjectId(ID).toHexString(), PostStore::version));
    }

    private static StoredVersion version(Document document) {
        var version = document.get(VERSION) instanceof Number number ? number.longValue() : 0;
        return new StoredVersion(version, document.containsKey(UNPUBLISHED_SINCE));
    }

    private Uni<Optional<StoredPost>> readFirst(Document filter) {
        var first = new FindOptions().limit(1).projection(WITHOUT_OUTBOX);
        return withTimeout(mongoCollection().find(filter, first).toUni()).map(Optional::ofNullable);
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

    /** The time of MongoDB's server. */
    public Uni<Instant> time() {
        return withTimeout(mongoDatabase().runCommand(new Document("hello", 1)))
                .map(answer -> answer.getDate("localTime").toInstant());
    }

    /** Creates the unique index of keys. Until the index exists, no key is accepted, because two posts could get the same key. */
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

    /** The filter that finds a document only if its revision is still the one that was read. Legacy documents have no revision. */
    public static Document asRead(StoredPost before) {
        return new Document(ID, before.id()).append(REVISION, before.revision() == 0 ? null : before.revision());
    }

    private static StoredPost unlessConflict(long documents, StoredPost done) {
        if (documents == 0) {
            throw new WriteConflict();
        }
        return done;
    }

    /** The call with a timeout. A failure of MongoDB becomes {@link PostProblems#storeUnavailable}. */
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
