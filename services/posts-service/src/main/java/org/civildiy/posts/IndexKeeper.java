package org.civildiy.posts;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;

/** Makes the indexes as soon as MongoDB is there. Until then the service runs without them, slower and just as right. */
@ApplicationScoped
class IndexKeeper {
    private final PostStore store;

    IndexKeeper(PostStore store) {
        this.store = store;
    }

    void start(@Observes StartupEvent started) {
        store.ensureIndexes()
                .onFailure()
                .retry()
                .withBackOff(Duration.ofSeconds(1), Duration.ofSeconds(5))
                .indefinitely()
                .subscribe()
                .with(done -> Log.info("store: indexes are there"));
    }
}
