package org.civildiy.defaults;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/**
 * When the last request for the API came in. A stop goes by it: an instance cannot ask the gateway whether that has noticed, but
 * it sees that no more is sent.
 */
@ApplicationScoped
class LastRequest {
    /** Ahead of everything that Quarkus itself does with a request. */
    private static final int FIRST = 10_001;

    private volatile long at = System.nanoTime();

    void register(@Observes Filters filters) {
        filters.register(this::note, FIRST);
    }

    /** Whether none has come in for so long. */
    boolean isOlderThan(Duration quiet) {
        return System.nanoTime() - at > quiet.toNanos();
    }

    private void note(RoutingContext request) {
        if (request.request().path().startsWith("/api/")) {
            at = System.nanoTime();
        }
        request.next();
    }
}
