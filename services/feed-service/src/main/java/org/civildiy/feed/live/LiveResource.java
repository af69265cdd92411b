package org.civildiy.feed.live;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

import org.civildiy.feed.event.Item;

/** The live stream over HTTP, as server-sent events (WHATWG HTML, section 9.2). Public. */
@Path("/api/activity-stream/live")
@Tag(name = "Activity stream")
class LiveResource {
    /** The pause before a client reconnects. By then the gateway no longer routes to an instance that has stopped. */
    private static final long RECONNECT_MILLIS = 1_000;

    private static final String ID_MESSAGE = "Last-Event-ID must be an id of an event of the live stream";

    private final LiveStream live;

    LiveResource(LiveStream live) {
        this.live = live;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "The global stream, live", description = """
                    Server-sent events. A created or updated post is an event without a name, whose data is the item of the \
                    stream. A deleted post is an event named `post.deleted`, with `post_id` and `user_id`. A comment is sent at \
                    least every 15 seconds. A client that reconnects with `Last-Event-ID`, as browsers do, first receives the \
                    events after it, as far as the last 1000 changes go. A client that reads too slowly is disconnected, and may \
                    reconnect.""")
    @APIResponse(
            responseCode = "200",
            description = "An endless stream of events",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(implementation = Item.class)))
    @APIResponse(responseCode = "400", description = "`Last-Event-ID` is not the id of an event")
    @APIResponse(
            responseCode = "503",
            description = "There are too many listeners, or missed events cannot be read; see `Retry-After`")
    public Multi<OutboundSseEvent> listen(
            @Parameter(description = "The id of the last event that was received")
                    @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER)
                    @Pattern(regexp = LiveEntryId.FORM, message = ID_MESSAGE)
                    String lastEventId,
            @Context Sse sse,
            @Context HttpServerRequest request) {
        var after = lastEventId == null ? null : LiveEntryId.parse(lastEventId);
        return live.listen(after, () -> request.connection().close()).map(event -> serverSent(event, sse));
    }

    /**
     * The response to HEAD, which ends at once. Without this method a HEAD request starts an endless stream without bytes. The gateway
     * regards this connection as idle and uses it for the next request, which gets no answer.
     */
    @HEAD
    @Operation(hidden = true)
    public RestResponse<Void> head() {
        return ResponseBuilder.<Void>ok().type(MediaType.SERVER_SENT_EVENTS).build();
    }

    private static OutboundSseEvent serverSent(LiveEvent event, Sse sse) {
        var builder = sse.newEventBuilder();
        if (event.id() == null) {
            return builder.comment("still here")
                    .reconnectDelay(RECONNECT_MILLIS)
                    .build();
        }
        if (event.isDelete()) {
            builder.name("post.deleted");
        }
        return builder.id(event.id().toString())
                .data(String.class, event.json())
                .build();
    }
}
