package org.civildiy.posts.api;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.core.HttpHeaders;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

import org.civildiy.defaults.request.Page;
import org.civildiy.posts.post.Post;
import org.civildiy.posts.post.StoredPost;
import org.civildiy.posts.store.PostFilter;

/**
 * The HTTP responses with posts. Links contain a path without scheme and host. So links are correct with any gateway in front of the
 * service, and the service need not trust forwarding headers.
 */
final class PostAnswers {
    static final String PATH = "/api/posts";

    /** The header with the consistency token of a change: {@code <post id>:<version>}. */
    static final String STREAM_POSITION = "X-Stream-Position";

    private PostAnswers() {}

    /** The body of the response to a deletion. */
    @Schema(requiredProperties = "message")
    record Message(String message) {}

    static RestResponse<Post> created(StoredPost stored) {
        return written(tagged(Status.CREATED, stored), stored)
                .header(HttpHeaders.LOCATION, PATH + "/" + stored.post().id())
                .entity(stored.post())
                .build();
    }

    static RestResponse<Post> changed(StoredPost stored) {
        return written(tagged(Status.OK, stored), stored).entity(stored.post()).build();
    }

    static RestResponse<Post> ok(StoredPost stored) {
        return tagged(Status.OK, stored).entity(stored.post()).build();
    }

    /** The post, or 304 when the client's {@code If-None-Match} names the present version of the post. */
    static RestResponse<Post> unlessKnown(StoredPost stored, Optional<String> known) {
        return known.filter(tags -> ETags.matchWeakly(tags, stored.version()))
                .map(tags -> tagged(Status.NOT_MODIFIED, stored).build())
                .orElseGet(() -> ok(stored));
    }

    static RestResponse<Message> deleted(StoredPost stored) {
        return written(ResponseBuilder.ok(new Message("Post deleted successfully")), stored)
                .build();
    }

    /** The posts of the page. When more posts were found than the page holds, the response has a link to the next page. */
    static RestResponse<List<Post>> page(List<StoredPost> found, PostFilter filter, Page page) {
        var posts = found.stream().limit(page.limit()).map(StoredPost::post).toList();
        var response = ResponseBuilder.ok(posts);
        return found.size() > page.limit()
                ? response.header(HttpHeaders.LINK, "<" + PATH + filter.toQuery(page.next()) + ">; rel=\"next\"")
                        .build()
                : response.build();
    }

    /** Adds the consistency token of the change to its response. */
    private static <T> ResponseBuilder<T> written(ResponseBuilder<T> response, StoredPost stored) {
        return response.header(STREAM_POSITION, stored.post().id() + ":" + stored.version());
    }

    /** A response with the entity tag of the post. */
    private static ResponseBuilder<Post> tagged(Status status, StoredPost stored) {
        return ResponseBuilder.<Post>create(status).header(HttpHeaders.ETAG, ETags.of(stored.version()));
    }
}
