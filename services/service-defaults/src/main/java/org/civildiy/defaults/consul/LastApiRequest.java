package org.civildiy.defaults.consul;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/**
 * The time of the last request to {@code /api/}. The gateway does not report when it stops routing to an instance. So an instance that
 * shuts down waits until no request has arrived for a while.
 */
@ApplicationScoped
class LastApiRequest {
    /** The priority of the filter: it runs before all filters of Quarkus itself. */
    private static final int FIRST = 10_001;

    private volatile long at = System.nanoTime();

    void register(@Observes Filters filters) {
        filters.register(this::note, FIRST);
    }

    /** Whether the last request is at least this long ago. */
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
