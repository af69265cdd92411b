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
 * The limit on the size of a request body. When {@code Content-Length} is above the limit, the response is 413 as a problem (RFC 9457),
 * and the body is not read. A body without {@code Content-Length} is cut off by the server at the same limit: the response is then 413
 * without a body.
 */
@ApplicationScoped
public class BodyLimit {
    /** The detail of the problem. */
    public static final String DETAIL = "The body is too large: at most 1 MiB.";

    /** The priority of the filter: it runs before all filters of Quarkus itself. */
    private static final int FIRST = 10_000;

    private final long limit;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext request) {
        if (contentLength(request) <= limit) {
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

    /**
     * Removes the body of the service's response when the server has already sent its own 413, because a second response must not be
     * written.
     */
    @ServerResponseFilter
    void dropSecondResponse(ContainerResponseContext response, RoutingContext request) {
        if (request.response().ended()) {
            response.setEntity(null);
        }
    }

    /**
     * Whether the failure means that the server cut off the body. The server throws a plain {@code IOException}, so only the message
     * shows the reason.
     */
    static boolean isReached(IOException failure) {
        return "Request too large".equals(failure.getMessage());
    }

    private static long contentLength(RoutingContext request) {
        var length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
