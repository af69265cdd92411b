package org.civildiy.feed.stream;

import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import org.civildiy.defaults.identity.Caller;
import org.civildiy.feed.redis.FeedKeys;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING;

/** The activity streams over HTTP. The global stream is public; the stream of the caller's own posts needs a {@link Caller}. */
@Path("/api/activity-stream")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Activity stream")
class StreamResource {
    private static final String TOKEN = "The token of the request, and whether it is projected: `...; projected=true`";

    private final ActivityStreams streams;
    private final ProjectionWait wait;
    private final StatsReader stats;

    StreamResource(ActivityStreams streams, ProjectionWait wait, StatsReader stats) {
        this.streams = streams;
        this.wait = wait;
        this.stats = stats;
    }

    @GET
    @Operation(
            summary = "The activity of all users",
            description = "Each live post once, at its last activity, newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the stream",
            headers = @Header(name = ConsistencyToken.HEADER, description = TOKEN, schema = @Schema(type = STRING)),
            content = @Content(schema = @Schema(implementation = StreamPage.class)))
    public Uni<RestResponse<Buffer>> all(@Valid @BeanParam StreamQuery query) {
        return page(FeedKeys.GLOBAL, query);
    }

    @GET
    @Path("user")
    @Operation(
            summary = "The activity of the caller",
            description = "The caller's live posts, at their last activity, newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the caller's stream",
            headers = @Header(name = ConsistencyToken.HEADER, description = TOKEN, schema = @Schema(type = STRING)),
            content = @Content(schema = @Schema(implementation = StreamPage.class)))
    public Uni<RestResponse<Buffer>> own(@BeanParam Caller caller, @Valid @BeanParam StreamQuery query) {
        return page(FeedKeys.ofUser(caller.id()), query);
    }

    @GET
    @Path("stats")
    @Operation(
            summary = "Statistics of the streams",
            description =
                    "Each value is measured for this response; a value that cannot be measured at the moment is null.")
    public Uni<Stats> stats() {
        return stats.now();
    }

    private Uni<RestResponse<Buffer>> page(String feed, StreamQuery query) {
        if (query.token() == null) {
            return streams.page(feed, query.page()).map(RestResponse::ok);
        }
        var token = ConsistencyToken.parse(query.token());
        return wait.await(token, feed)
                .chain(projected -> streams.page(feed, query.page())
                        .map(found -> RestResponse.ResponseBuilder.ok(found)
                                .header(ConsistencyToken.HEADER, token.withResult(projected))
                                .build()));
    }
}
