package org.civildiy.posts;

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
import com.mongodb.client.model.Sorts;
import io.quarkus.logging.Log;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.civildiy.defaults.request.Page;

import static org.civildiy.posts.StoredPostCodec.CREATED_AT;
import static org.civildiy.posts.StoredPostCodec.ID;
import static org.civildiy.posts.StoredPostCodec.KEY;
import static org.civildiy.posts.StoredPostCodec.KEY_UNTIL;
import static org.civildiy.posts.StoredPostCodec.LEASED_UNTIL;
import static org.civildiy.posts.StoredPostCodec.REVISION;
import static org.civildiy.posts.StoredPostCodec.UNPUBLISHED_SINCE;

/**
 * Posts in MongoDB. A post, its version and its unpublished events are one document, and every write is one write of one document:
 * either all of it is there afterwards or nothing.
 *
 * <p>A document is only ever replaced by what follows from it ({@link #swap}), so no change is lost between a reading and a
 * writing, whoever else writes. MongoDB away, frozen or overloaded: each call fails within {@link #PATIENCE} as
 * {@link PostProblems#storeAway}; a write whose answer did not come may have happened.
 *
 * <p>Filters are flat documents, without {@code $and} and {@code $or}: every server finds an index for these.
 */
@ApplicationScoped
class PostStore {
    static final Duration PATIENCE = Duration.ofMillis(2300);

    /** The driver drops a connection before it sends a thing when another one has failed: repeating is safe. */
    private static final Duration NEVER_SENT_PAUSE = Duration.ofMillis(50);

    private static final Bson NEWEST_FIRST = Sorts.descending(CREATED_AT, ID);

    private final ReactiveMongoDatabase database;
    private final ReactiveMongoCollection<StoredPost> posts;
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile boolean keysAreUnique;

    PostStore(ReactiveMongoClient mongo, @ConfigProperty(name = "quarkus.mongodb.database") String name) {
        database = mongo.getDatabase(name);
        posts = database.getCollection("posts", StoredPost.class);
    }

    /** Keeps a new post. */
    Uni<StoredPost> insert(StoredPost stored) {
        return answered(posts.insertOne(stored)).replaceWith(stored);
    }

    /** Keeps a new post, unless its key has made one before: then fails as {@link KeyTaken}. */
    Uni<StoredPost> insertOnce(StoredPost keyed) {
        return uniqueKeys()
                .chain(() -> answered(posts.insertOne(keyed)
                        .onFailure(PostStore::isDuplicate)
                        .transform(duplicate -> new KeyTaken())))
                .replaceWith(keyed);
    }

    /** The document that has this key, also of a deleted post. */
    Uni<Optional<StoredPost>> findByKey(IdempotencyKey key) {
        return answered(posts.find(new Document(KEY, key.name())).toUni()).map(Optional::ofNullable);
    }

    /** Posts whose key is over. */
    Uni<List<StoredPost>> keysOver(int most, Instant now) {
        var over = new Document(KEY_UNTIL, new Document("$lte", Date.from(now)));
        return answered(
                posts.find(over, new FindOptions().limit(most)).collect().asList());
    }

    /** The post, unless it is deleted. */
    Uni<Optional<StoredPost>> find(ObjectId id) {
        return load(id).map(found -> found.filter(stored -> !stored.deleted()));
    }

    /** The document, also of a deleted post whose last event is not out. */
    Uni<Optional<StoredPost>> load(ObjectId id) {
        return answered(posts.find(new Document(ID, id)).toUni()).map(Optional::ofNullable);
    }

    /** One more than the page holds, where there is one more. The newest first; of the same moment, the greater id first. */
    Uni<List<StoredPost>> list(PostFilter filter, Page page) {
        var part = new FindOptions().sort(NEWEST_FIRST).skip(page.skip()).limit(page.limit() + 1);
        return answered(posts.find(filter.toBson(), part).collect().asList());
    }

    /** Replaces what was read by what follows from it, or fails as {@link Overtaken}. */
    Uni<StoredPost> swap(StoredPost before, StoredPost after) {
        return answered(posts.replaceOne(asRead(before), after))
                .map(result -> result.getMatchedCount())
                .map(matched -> unlessOvertaken(matched, after));
    }

    /** Removes what was read, or fails as {@link Overtaken}. */
    Uni<StoredPost> remove(StoredPost before) {
        return answered(posts.deleteOne(asRead(before)))
                .map(result -> result.getDeletedCount())
                .map(deleted -> unlessOvertaken(deleted, before));
    }

    /** Posts with events that nobody is publishing, the longest waiting first. */
    Uni<List<StoredPost>> leftOver(int most, Instant now) {
        var unclaimed = waiting().append(LEASED_UNTIL, new Document("$not", new Document("$gt", Date.from(now))));
        var oldest = new FindOptions().sort(Sorts.ascending(UNPUBLISHED_SINCE)).limit(most);
        return answered(posts.find(unclaimed, oldest).collect().asList());
    }

    /** What is waiting to be published, by whomever. */
    Uni<Backlog> backlog() {
        var oldest = new FindOptions().sort(Sorts.ascending(UNPUBLISHED_SINCE)).limit(1);
        var first = posts.find(waiting(), Document.class, oldest).toUni();
        return answered(
                posts.countDocuments(waiting()).flatMap(number -> first.map(document -> Backlog.of(number, document))));
    }

    Uni<Void> ping() {
        return database.runCommand(new Document("ping", 1)).replaceWithVoid();
    }

    /** Makes the indexes where they are absent. Making one that is there changes nothing. */
    Uni<Void> ensureIndexes() {
        var sparse = new IndexOptions().sparse(true);
        return posts.createIndex(Indexes.descending(CREATED_AT, ID))
                .chain(() -> posts.createIndex(Indexes.compoundIndex(
                        Indexes.ascending(StoredPostCodec.USER_ID), Indexes.descending(CREATED_AT, ID))))
                .chain(() -> posts.createIndex(Indexes.compoundIndex(
                        Indexes.ascending(StoredPostCodec.TAGS), Indexes.descending(CREATED_AT, ID))))
                .chain(() -> posts.createIndex(Indexes.ascending(UNPUBLISHED_SINCE), sparse))
                .chain(() -> posts.createIndex(Indexes.ascending(KEY_UNTIL), sparse))
                .chain(this::uniqueKeys)
                .replaceWithVoid();
    }

    /** No key counts before its index is there: without it two posts could have the same. */
    private Uni<Void> uniqueKeys() {
        var unique = new IndexOptions().sparse(true).unique(true);
        return keysAreUnique
                ? Uni.createFrom().voidItem()
                : answered(posts.createIndex(Indexes.ascending(KEY), unique))
                        .invoke(() -> keysAreUnique = true)
                        .replaceWithVoid();
    }

    private static boolean isDuplicate(Throwable failure) {
        return failure instanceof MongoException mongo
                && ErrorCategory.fromErrorCode(mongo.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }

    private static Document waiting() {
        return new Document(UNPUBLISHED_SINCE, new Document("$exists", true));
    }

    /** What has been waiting to be published from that time on or longer. */
    static Document waitingSince(Instant time) {
        return new Document(UNPUBLISHED_SINCE, new Document("$lte", Date.from(time)));
    }

    /** The old system's documents have no revision. */
    static Document asRead(StoredPost before) {
        return new Document(ID, before.id()).append(REVISION, before.revision() == 0 ? null : before.revision());
    }

    private static StoredPost unlessOvertaken(long documents, StoredPost done) {
        if (documents == 0) {
            throw new Overtaken();
        }
        return done;
    }

    private <T> Uni<T> answered(Uni<T> call) {
        return call.onFailure(MongoConnectionPoolClearedException.class)
                .retry()
                .withBackOff(NEVER_SENT_PAUSE)
                .atMost(3)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .invoke(this::isThere)
                .onFailure(failure -> failure instanceof MongoException || failure instanceof TimeoutException)
                .transform(this::isAway);
    }

    private void isThere() {
        if (away.compareAndSet(true, false)) {
            Log.info("store: MongoDB answers again");
        }
    }

    /** One line an outage, not one a request. */
    private Throwable isAway(Throwable failure) {
        if (away.compareAndSet(false, true)) {
            Log.warnf(
                    "store: MongoDB does not answer, requests get 503 cause=%s",
                    failure.getClass().getSimpleName());
        }
        return PostProblems.storeAway();
    }
}
