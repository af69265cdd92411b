package org.civildiy.outbox.mongodb;

import java.time.Instant;
import java.util.Date;
import java.util.List;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

import org.civildiy.outbox.Backlog;
import org.civildiy.outbox.OutboxEntry;

import static org.civildiy.outbox.mongodb.OutboxFields.LEASED_UNTIL;
import static org.civildiy.outbox.mongodb.OutboxFields.UNPUBLISHED_SINCE;

/**
 * The queries of an {@link org.civildiy.outbox.OutboxStore} whose entries are the documents of a collection. Filters do not use
 * {@code $and} and {@code $or}, so that MongoDB and its local stand-in both use the index.
 */
public record OutboxQueries<T extends OutboxEntry<T>>(ReactiveMongoCollection<T> collection) {
    private static final String ID = "_id";

    /**
     * The ids, as text, of documents with pending events and without a valid lease. The document whose events have waited longest is first.
     *
     * @param latest the latest time at which a valid lease can end; a lease that ends later is ignored
     */
    public Uni<List<String>> unleased(int limit, Instant now, Instant latest) {
        var holds = new Document("$gt", Date.from(now)).append("$lte", Date.from(latest));
        var filter = waiting().append(LEASED_UNTIL, new Document("$not", holds));
        return collection
                .find(filter, Document.class, oldestFirst(limit).projection(Projections.include(ID)))
                .map(document -> document.get(ID).toString())
                .collect()
                .asList();
    }

    /** The number of documents with pending events, and the time since which the oldest event waits. */
    public Uni<Backlog> backlog() {
        var since = oldestFirst(1).projection(Projections.include(UNPUBLISHED_SINCE));
        var first = collection.find(waiting(), Document.class, since).toUni();
        return collection
                .countDocuments(waiting())
                .flatMap(depth -> first.map(document -> new Backlog(depth, since(document))));
    }

    /** Creates the index that these queries use, if the index does not exist. */
    public Uni<Void> createIndex() {
        return collection
                .createIndex(Indexes.ascending(UNPUBLISHED_SINCE), new IndexOptions().sparse(true))
                .replaceWithVoid();
    }

    /** The filter for documents whose oldest pending event was stored at this time or earlier. */
    public static Document waitingSince(Instant time) {
        return new Document(UNPUBLISHED_SINCE, new Document("$lte", Date.from(time)));
    }

    /** The filter for documents with pending events. */
    private static Document waiting() {
        return new Document(UNPUBLISHED_SINCE, new Document("$exists", true));
    }

    private static FindOptions oldestFirst(int limit) {
        return new FindOptions().sort(Sorts.ascending(UNPUBLISHED_SINCE)).limit(limit);
    }

    private static @Nullable Instant since(@Nullable Document document) {
        var since = document == null ? null : document.get(UNPUBLISHED_SINCE, Date.class);
        return since == null ? null : since.toInstant();
    }
}
