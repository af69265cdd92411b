package org.civildiy.posts.legacy;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.bson.types.ObjectId;

import org.civildiy.outbox.mongodb.OutboxQueries;
import org.civildiy.posts.post.StoredPost;
import org.civildiy.posts.store.PostStore;
import org.civildiy.posts.store.StoredPostCodec;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The import of the posts of the legacy system. For each post, one write sets version 1 in the document and puts the created event into the
 * post's outbox. The running service publishes the event.
 *
 * <ul>
 *   <li>The import stops early, or is run again: it continues with the posts that have no version yet, and imports no post twice.
 *   <li>The service changes or deletes a legacy post before the import writes it: the import does not overwrite the service's write. The
 *       service's event of a change contains the whole post.
 *   <li>More than {@link #MAX_WAITING} events are unpublished: the import waits for the service. The import fails when no event is
 *       published within the timeout. Imported posts stay imported.
 *   <li>A document cannot be a post, or its event is larger than the topic accepts: the document is logged and skipped.
 * </ul>
 */
public final class LegacyPosts {
    /** The most unpublished events during an import. The number is limited so that events of users do not wait long for publication. */
    static final int MAX_WAITING = 1_000;

    private static final int BATCH = 100;
    private static final int LARGEST_EVENT = 1_000_000;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(2);
    private static final Document NOT_IMPORTED = new Document(StoredPostCodec.VERSION, null);

    private final MongoCollection<Document> documents;
    private final MongoCollection<StoredPost> posts;
    private final LegacyUserNames names;
    private final PrintStream progress;
    private final Duration timeout;
    private final Clock clock = Clock.systemUTC();

    private Instant nextReport = Instant.EPOCH;
    private long brought;
    private long skipped;

    /**
     * An import into this database.
     *
     * @param timeout the longest time in which the service publishes no event although events wait; after that the import fails
     */
    public LegacyPosts(MongoDatabase database, LegacyUserNames names, PrintStream progress, Duration timeout) {
        this.documents = database.getCollection("posts");
        this.posts = database.getCollection("posts", StoredPost.class);
        this.names = names;
        this.progress = progress;
        this.timeout = timeout;
    }

    /** Imports all posts, and returns when the last event is published. */
    public void run() {
        progress.printf("import: posts of the system before: %d%n", documents.countDocuments(NOT_IMPORTED));
        for (var document : documents.find(NOT_IMPORTED).batchSize(BATCH)) {
            importPost(document);
            if (brought % BATCH == 0) {
                awaitPublished(MAX_WAITING - BATCH);
            }
        }
        awaitPublished(0);
        progress.printf("import: done brought=%d left_alone=%d%n", brought, skipped);
    }

    private void importPost(Document document) {
        if (!(document.get(StoredPostCodec.ID) instanceof ObjectId)) {
            skip(document, "its _id is not an ObjectId");
            return;
        }
        var old = StoredPostCodec.fromDocument(document);
        var imported = old.imported(names.of(old.post().userId()), clock.instant());
        if (imported.outbox().events().getFirst().json().getBytes(UTF_8).length > LARGEST_EVENT) {
            skip(document, "it is larger than the topic takes");
            return;
        }
        brought += posts.replaceOne(PostStore.asRead(old), imported).getMatchedCount();
    }

    private void skip(Document document, String reason) {
        skipped++;
        progress.printf("import: left alone id=%s reason=\"%s\"%n", document.get(StoredPostCodec.ID), reason);
    }

    /** Waits for the service: of the events that are unpublished now, at most {@code most} stay unpublished. */
    private void awaitPublished(int most) {
        var before = OutboxQueries.waitingSince(clock.instant());
        var waiting = documents.countDocuments(before);
        var deadline = clock.instant().plus(timeout);
        report(waiting);
        while (waiting > most) {
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
            var now = documents.countDocuments(before);
            if (now < waiting) {
                deadline = clock.instant().plus(timeout);
            }
            waiting = now;
            report(waiting);
            check(clock.instant().isBefore(deadline), waiting);
        }
    }

    private void report(long waiting) {
        if (!clock.instant().isBefore(nextReport)) {
            progress.printf("import: brought=%d waiting=%d%n", brought, waiting);
            nextReport = clock.instant().plus(REPORT_INTERVAL);
        }
    }

    /** Fails when the service has published no event within the timeout. */
    private void check(boolean inTime, long waiting) {
        if (!inTime) {
            throw new IllegalStateException(
                    "for %d s none of %d waiting posts was published: are posts-service and Kafka running? Imported posts stay imported; run the import again to continue"
                            .formatted(timeout.toSeconds(), waiting));
        }
    }
}
