package org.civildiy.posts.api;

import jakarta.ws.rs.core.HttpHeaders;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to the OpenAPI document the response headers that several operations share: {@code ETag} with each single post, and the
 * consistency token with each successful change.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public class PostHeaders implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().values().forEach(PostHeaders::describe);
    }

    private static void describe(PathItem path) {
        path.getOperations()
                .forEach((method, operation) -> operation.getResponses().getAPIResponses().entrySet().stream()
                        .filter(response -> response.getKey().startsWith("2"))
                        .forEach(response -> describe(method, response.getValue())));
    }

    private static void describe(HttpMethod method, APIResponse success) {
        if (isOfOnePost(success)) {
            add(success, HttpHeaders.ETAG, "The post's version, in quotes.");
        }
        if (method != HttpMethod.GET) {
            add(
                    success,
                    PostAnswers.STREAM_POSITION,
                    "The consistency token of this write. A read of an activity stream that sends it waits up to a second"
                            + " until the stream contains the write.");
        }
    }

    private static boolean isOfOnePost(APIResponse success) {
        return success.getContent() != null
                && success.getContent().getMediaTypes().values().stream()
                        .map(media -> media.getSchema().getRef())
                        .anyMatch(ref -> ref != null && ref.endsWith("/Post"));
    }

    private static void add(APIResponse success, String name, String description) {
        success.addHeader(
                name,
                OASFactory.createHeader()
                        .description(description)
                        .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
    }
}
