package org.civildiy.feed;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import org.civildiy.defaults.Caller;
import org.civildiy.defaults.Page;
import org.civildiy.defaults.WholeNumber;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;

/** The streams over HTTP. The one of all is public; one's own needs a {@link Caller}. */
@Path("/api/activity-stream")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Activity stream")
class StreamResource {
    private final Streams streams;
    private final Measurements measurements;

    StreamResource(Streams streams, Measurements measurements) {
        this.streams = streams;
        this.measurements = measurements;
    }

    @GET
    @Operation(summary = "What everybody did", description = "Each live post once, at its last activity, newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the stream",
            content = @Content(schema = @Schema(implementation = StreamPage.class)))
    @APIResponse(responseCode = "400", description = "`limit` or `skip` is out of bounds")
    @APIResponse(responseCode = "503", description = "The stream cannot be read at the moment; see `Retry-After`")
    public Uni<Buffer> all(
            @Parameter(schema = @Schema(type = INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
                    @QueryParam("limit")
                    @DefaultValue("20")
                    @WholeNumber(min = 1, max = 100)
                    String limit,
            @Parameter(schema = @Schema(type = INTEGER, minimum = "0", defaultValue = "0"))
                    @QueryParam("skip")
                    @DefaultValue("0")
                    @WholeNumber(min = 0)
                    String skip) {
        return streams.ofAll(Page.of(limit, skip));
    }

    @GET
    @Path("user")
    @Operation(
            summary = "What the caller did",
            description = "The caller's live posts, at their last activity, newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the caller's stream",
            content = @Content(schema = @Schema(implementation = StreamPage.class)))
    @APIResponse(responseCode = "400", description = "`limit` or `skip` is out of bounds")
    @APIResponse(responseCode = "401", description = "No valid identity")
    @APIResponse(responseCode = "503", description = "The stream cannot be read at the moment; see `Retry-After`")
    public Uni<Buffer> own(
            @BeanParam Caller caller,
            @Parameter(schema = @Schema(type = INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
                    @QueryParam("limit")
                    @DefaultValue("20")
                    @WholeNumber(min = 1, max = 100)
                    String limit,
            @Parameter(schema = @Schema(type = INTEGER, minimum = "0", defaultValue = "0"))
                    @QueryParam("skip")
                    @DefaultValue("0")
                    @WholeNumber(min = 0)
                    String skip) {
        return streams.ofUser(caller.id(), Page.of(limit, skip));
    }

    @GET
    @Path("stats")
    @Operation(
            summary = "How the stream is doing",
            description = "Each value is measured for this answer; one that cannot be measured at the moment is null.")
    public Uni<Stats> stats() {
        return measurements.now();
    }
}
