package org.civildiy.defaults.problem;

import java.io.IOException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerResponseContext;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Answers 413 to a body that announces itself as too large, before any of it is read, as a problem like every other error.
 * A body of unannounced length is cut off by the server at the same limit while it is read: a 413 without a word.
 */
@ApplicationScoped
public class BodyLimit {
    /** The detail of the problem. */
    public static final String DETAIL = "The body is too large: at most 1 MiB.";

    /** Ahead of everything that Quarkus itself does with a request. */
    private static final int FIRST = 10_000;

    private final long limit;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext request) {
        if (announced(request) <= limit) {
            request.next();
            return;
        }
        request.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(new JsonObject()
                        .put("type", "about:blank")
                        .put("title", "Request Entity Too Large")
                        .put("status", 413)
                        .put("detail", DETAIL)
                        .put("instance", request.request().path())
                        .toBuffer());
    }

    /** The server has answered what it cut off, and whoever read it fails: nothing is left to be said. */
    @ServerResponseFilter
    void leaveAnswered(ContainerResponseContext answer, RoutingContext request) {
        if (request.response().ended()) {
            answer.setEntity(null);
        }
    }

    /** Whether this is how the server says so to whoever reads the body; it has no exception of its own for it. */
    static boolean isReached(IOException failure) {
        return "Request too large".equals(failure.getMessage());
    }

    private static long announced(RoutingContext request) {
        var length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
