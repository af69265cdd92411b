package org.civildiy.feed;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import org.civildiy.defaults.identity.Caller;
import org.civildiy.defaults.request.Page;
import org.civildiy.defaults.request.WholeNumber;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING;

/** The streams over HTTP. The one of all is public; one's own needs a {@link Caller}. */
@Path("/api/activity-stream")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Activity stream")
class StreamResource {
    private static final String WAIT =
            "What a write of a post was answered with: the read waits up to a second for it to be in the stream.";
    private static final String TOLD =
            "What was asked to be waited for, and whether it is projected: `...; projected=true`.";
    private static final String POSITION_MESSAGE =
            "X-Stream-Position must be the id of a post, a colon and its version, as posts-service answered";

    private final Streams streams;
    private final Arrivals arrivals;
    private final Measurements measurements;

    StreamResource(Streams streams, Arrivals arrivals, Measurements measurements) {
        this.streams = streams;
        this.arrivals = arrivals;
        this.measurements = measurements;
    }

    @GET
    @Operation(summary = "What everybody did", description = "Each live post once, at its last activity, newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the stream",
            headers = @Header(name = StreamPosition.HEADER, description = TOLD, schema = @Schema(type = STRING)),
            content = @Content(schema = @Schema(implementation = StreamPage.class)))
    @APIResponse(responseCode = "400", description = "`limit` or `skip` is out of bounds, or the position is none")
    @APIResponse(responseCode = "503", description = "The stream cannot be read at the moment; see `Retry-After`")
    public Uni<RestResponse<Buffer>> all(
            @Parameter(schema = @Schema(type = INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
                    @QueryParam("limit")
                    @DefaultValue("20")
                    @WholeNumber(min = 1, max = 100)
                    String limit,
            @Parameter(schema = @Schema(type = INTEGER, minimum = "0", maximum = "2147483647", defaultValue = "0"))
                    @QueryParam("skip")
                    @DefaultValue("0")
                    @WholeNumber(min = 0)
                    String skip,
            @Parameter(description = WAIT)
                    @HeaderParam(StreamPosition.HEADER)
                    @Pattern(regexp = StreamPosition.FORM, message = POSITION_MESSAGE)
                    String position) {
        return page(Streams.ofAll(), Page.of(limit, skip), position);
    }

    @GET
    @Path("user")
    @Operation(
            summary = "What the caller did",
            description = "The caller's live posts, at their last activity, newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the caller's stream",
            headers = @Header(name = StreamPosition.HEADER, description = TOLD, schema = @Schema(type = STRING)),
            content = @Content(schema = @Schema(implementation = StreamPage.class)))
    @APIResponse(responseCode = "400", description = "`limit` or `skip` is out of bounds, or the position is none")
    @APIResponse(responseCode = "401", description = "No valid identity")
    @APIResponse(responseCode = "503", description = "The stream cannot be read at the moment; see `Retry-After`")
    public Uni<RestResponse<Buffer>> own(
            @BeanParam Caller caller,
            @Parameter(schema = @Schema(type = INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
                    @QueryParam("limit")
                    @DefaultValue("20")
                    @WholeNumber(min = 1, max = 100)
                    String limit,
            @Parameter(schema = @Schema(type = INTEGER, minimum = "0", maximum = "2147483647", defaultValue = "0"))
                    @QueryParam("skip")
                    @DefaultValue("0")
                    @WholeNumber(min = 0)
                    String skip,
            @Parameter(description = WAIT)
                    @HeaderParam(StreamPosition.HEADER)
                    @Pattern(regexp = StreamPosition.FORM, message = POSITION_MESSAGE)
                    String position) {
        return page(Streams.ofUser(caller.id()), Page.of(limit, skip), position);
    }

    @GET
    @Path("stats")
    @Operation(
            summary = "How the stream is doing",
            description = "Each value is measured for this answer; one that cannot be measured at the moment is null.")
    public Uni<Stats> stats() {
        return measurements.now();
    }

    private Uni<RestResponse<Buffer>> page(String stream, Page page, String position) {
        if (position == null) {
            return streams.page(stream, page).map(RestResponse::ok);
        }
        var wanted = StreamPosition.parse(position);
        return arrivals.await(wanted, stream)
                .chain(projected -> streams.page(stream, page)
                        .map(found -> RestResponse.ResponseBuilder.ok(found)
                                .header(StreamPosition.HEADER, wanted.told(projected))
                                .build()));
    }
}
