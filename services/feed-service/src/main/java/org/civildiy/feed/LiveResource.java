package org.civildiy.feed;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
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

/** The global stream as it happens, as server-sent events (WHATWG HTML, section 9.2). Public. */
@Path("/api/activity-stream/live")
@Tag(name = "Activity stream")
class LiveResource {
    /** By then the gateway has noticed when this instance stops, and sends who comes back to another one. */
    private static final long RECONNECT_MILLIS = 1_000;

    private static final String POSITION_MESSAGE = "Last-Event-ID must be an id that the live stream has given";

    private final LiveStream live;

    LiveResource(LiveStream live) {
        this.live = live;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "What everybody does, as it happens", description = """
                    Server-sent events. A post that was created or updated is an event without a name whose data is the item as \
                    the stream has it; one that was deleted is an event named `post.deleted` with `post_id` and `user_id`. \
                    A comment comes at least every 15 seconds. Who comes back with `Last-Event-ID`, as browsers do by \
                    themselves, first gets what came after it, as far as the last 1000 changes reach. Who reads too slowly is \
                    cut off, and may come back.""")
    @APIResponse(
            responseCode = "200",
            description = "Events, without end",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(implementation = Item.class)))
    @APIResponse(responseCode = "400", description = "`Last-Event-ID` is none")
    @APIResponse(
            responseCode = "503",
            description = "Too many listen, or what was missed cannot be read; see `Retry-After`")
    public Multi<OutboundSseEvent> listen(
            @Parameter(description = "The id of the last event that arrived")
                    @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER)
                    @Pattern(regexp = LivePosition.FORM, message = POSITION_MESSAGE)
                    String lastEventId,
            @Context Sse sse,
            @Context HttpServerRequest request) {
        var after = lastEventId == null ? null : LivePosition.parse(lastEventId);
        return live.listen(after, () -> request.connection().close()).map(event -> told(event, sse));
    }

    private static OutboundSseEvent told(LiveEvent event, Sse sse) {
        var told = sse.newEventBuilder();
        if (event.position() == null) {
            return told.comment("still here").reconnectDelay(RECONNECT_MILLIS).build();
        }
        if (event.isDelete()) {
            told.name("post.deleted");
        }
        return told.id(event.position().toString())
                .data(String.class, event.json())
                .build();
    }
}
