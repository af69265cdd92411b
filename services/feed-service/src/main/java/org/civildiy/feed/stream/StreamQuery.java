package org.civildiy.feed.stream;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

import org.civildiy.defaults.request.Page;
import org.civildiy.defaults.request.WholeNumber;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;

/** The query of a stream: which page, and the consistency token of a change that the page should contain. */
record StreamQuery(
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

        @Parameter(
                description =
                        "The consistency token that a write of a post was answered with: the read waits up to a second until the"
                                + " stream has that write.")
        @HeaderParam(ConsistencyToken.HEADER)
        @Pattern(
                regexp = ConsistencyToken.FORM,
                message =
                        "X-Stream-Position must be the id of a post, a colon and its version, as posts-service answered")
        @Nullable
        String token) {
    Page page() {
        return Page.of(limit, skip);
    }
}
