package org.civildiy.defaults.consul;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/**
 * The time of the last request to {@code /api/}. A stopping instance uses it to find out when the gateway has stopped routing to it,
 * which it cannot ask the gateway.
 */
@ApplicationScoped
class LastApiRequest {
    /** Ahead of everything that Quarkus itself does with a request. */
    private static final int FIRST = 10_001;

    private volatile long at = System.nanoTime();

    void register(@Observes Filters filters) {
        filters.register(this::note, FIRST);
    }

    /** Whether no request has come in for this long. */
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
