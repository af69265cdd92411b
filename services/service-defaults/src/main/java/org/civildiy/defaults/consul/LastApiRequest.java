package org.civildiy.defaults.consul;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/**
 * The time of the last request to {@code /api/}. A stopping instance uses it to find out when the gateway has stopped routing to it,
 * since the gateway does not report that.
 */
@ApplicationScoped
class LastApiRequest {
    /** Before all filters of Quarkus itself. */
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
