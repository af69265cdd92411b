package org.civildiy.posts;

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

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Brings the posts of the system before into the stream. Each gets version 1 and, in its outbox, the event that tells of it, by
 * one write of its document; the running service publishes it from there.
 *
 * <ul>
 *   <li>Ends in between, or is run again: goes on with what has no version yet, and does nothing twice.
 *   <li>The service changes or deletes such a post meanwhile: that counts, and tells of the whole post.
 *   <li>More wait to be published than {@link #MOST_WAITING}: waits for the service, and fails when it has published none
 *       for too long. What was brought so far stays.
 *   <li>What cannot be a post here, or is larger than the topic takes, is named and left as it is.
 * </ul>
 */
final class OldPosts {
    /** More is not put into outboxes ahead of the service, so that what users write meanwhile does not wait behind it. */
    static final int MOST_WAITING = 1_000;

    private static final int BATCH = 100;
    private static final int LARGEST_EVENT = 1_000_000;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(2);
    private static final Document NOT_YET = new Document(StoredPostCodec.VERSION, null);

    private final MongoCollection<Document> documents;
    private final MongoCollection<StoredPost> posts;
    private final UserNames names;
    private final PrintStream progress;
    private final Duration patience;
    private final Clock clock = Clock.systemUTC();

    private Instant nextWord = Instant.EPOCH;
    private long brought;
    private long leftAlone;

    /** @param patience how long the service may publish nothing while something waits */
    OldPosts(MongoDatabase database, UserNames names, PrintStream progress, Duration patience) {
        this.documents = database.getCollection("posts");
        this.posts = database.getCollection("posts", StoredPost.class);
        this.names = names;
        this.progress = progress;
        this.patience = patience;
    }

    /** Brings all there are, and returns when the last is on the topic. */
    void bring() {
        progress.printf("import: posts of the system before: %d%n", documents.countDocuments(NOT_YET));
        for (var document : documents.find(NOT_YET).batchSize(BATCH)) {
            bring(document);
            if (brought % BATCH == 0) {
                awaitWaiting(MOST_WAITING - BATCH);
            }
        }
        awaitWaiting(0);
        progress.printf("import: done brought=%d left_alone=%d%n", brought, leftAlone);
    }

    private void bring(Document document) {
        if (!(document.get(StoredPostCodec.ID) instanceof ObjectId)) {
            leave(document, "its _id is not an ObjectId");
            return;
        }
        var old = StoredPostCodec.fromDocument(document);
        var imported = old.imported(names.of(old.post().userId()), clock.instant());
        if (imported.outbox().events().getFirst().json().getBytes(UTF_8).length > LARGEST_EVENT) {
            leave(document, "it is larger than the topic takes");
            return;
        }
        brought += posts.replaceOne(PostStore.asRead(old), imported).getMatchedCount();
    }

    private void leave(Document document, String reason) {
        leftAlone++;
        progress.printf("import: left alone id=%s reason=\"%s\"%n", document.get(StoredPostCodec.ID), reason);
    }

    /** Waits until no more of what was in the outboxes by now is still there. */
    private void awaitWaiting(int most) {
        var before = OutboxQueries.waitingSince(clock.instant());
        var waiting = documents.countDocuments(before);
        var deadline = clock.instant().plus(patience);
        say(waiting);
        while (waiting > most) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            var now = documents.countDocuments(before);
            if (now < waiting) {
                deadline = clock.instant().plus(patience);
            }
            waiting = now;
            say(waiting);
            check(clock.instant().isBefore(deadline), waiting);
        }
    }

    private void say(long waiting) {
        if (!clock.instant().isBefore(nextWord)) {
            progress.printf("import: brought=%d waiting=%d%n", brought, waiting);
            nextWord = clock.instant().plus(BETWEEN_WORDS);
        }
    }

    private void check(boolean inTime, long waiting) {
        if (!inTime) {
            throw new IllegalStateException(
                    "for %d s none of %d waiting posts was published: are posts-service and Kafka running? What was brought stays; run this again to go on"
                            .formatted(patience.toSeconds(), waiting));
        }
    }
}
