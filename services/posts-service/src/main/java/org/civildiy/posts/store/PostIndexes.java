package org.civildiy.posts.store;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import org.civildiy.outbox.mongodb.OutboxQueries;

import static org.civildiy.posts.store.StoredPostCodec.CREATED_AT;
import static org.civildiy.posts.store.StoredPostCodec.ID;
import static org.civildiy.posts.store.StoredPostCodec.KEY_UNTIL;

/**
 * The indexes of the collection {@code posts}, created as soon as MongoDB is available. Until then the service runs without indexes: reads
 * are slower, the results are the same. Creating an index that exists changes nothing.
 */
@ApplicationScoped
class PostIndexes {
    private final PostStore store;

    PostIndexes(PostStore store) {
        this.store = store;
    }

    void start(@Observes StartupEvent started) {
        create().onFailure()
                .retry()
                .withBackOff(Duration.ofSeconds(1), Duration.ofSeconds(5))
                .indefinitely()
                .subscribe()
                .with(done -> Log.info("store: indexes created"));
    }

    private Uni<Void> create() {
        var posts = store.mongoCollection();
        var newestFirst = Indexes.descending(CREATED_AT, ID);
        return Multi.createFrom()
                .iterable(PostFilter.FIELDS)
                .onItem()
                .transformToUniAndConcatenate(
                        field -> posts.createIndex(Indexes.compoundIndex(Indexes.ascending(field), newestFirst)))
                .collect()
                .last()
                .chain(() -> posts.createIndex(newestFirst))
                .chain(() -> new OutboxQueries<>(posts).createIndex())
                .chain(() -> posts.createIndex(Indexes.ascending(KEY_UNTIL), new IndexOptions().sparse(true)))
                .chain(store::ensureUniqueKeys);
    }
}
