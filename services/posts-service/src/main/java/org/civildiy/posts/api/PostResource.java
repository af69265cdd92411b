package org.civildiy.posts.api;

import java.util.List;
import java.util.Optional;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.bson.types.ObjectId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import org.civildiy.defaults.identity.Caller;
import org.civildiy.defaults.request.Page;
import org.civildiy.defaults.request.TextLength;
import org.civildiy.defaults.request.WholeNumber;
import org.civildiy.posts.post.Author;
import org.civildiy.posts.post.IdempotencyKey;
import org.civildiy.posts.post.NewPost;
import org.civildiy.posts.post.Post;
import org.civildiy.posts.post.PostChange;
import org.civildiy.posts.store.PostFilter;

/**
 * The HTTP endpoints of posts. Everyone may read posts. A write needs a {@link Caller}, and only the owner may change or delete a post.
 *
 * <p>The annotations describe only some responses. The OpenAPI document gets the other responses from the signature of each operation, and
 * the common headers from {@link PostHeaders}.
 */
@Path(PostAnswers.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Posts")
class PostResource {
    private static final String ID = "[0-9a-fA-F]{24}";
    private static final String ID_MESSAGE = "must be 24 hexadecimal digits";
    private static final String NOT_OWNER = "Another user owns the post.";
    private static final String KEY_USED =
            "The `Idempotency-Key` was used for another post, or the post that it created is deleted.";
    private static final String TRACEPARENT = "traceparent";

    private final Posts posts;

    PostResource(Posts posts) {
        this.posts = posts;
    }

    @POST
    @Operation(summary = "Create a post")
    @Parameter(
            name = IdempotencyKey.HEADER,
            in = ParameterIn.HEADER,
            description =
                    "A request that repeats the key within 24 h, with the same post, creates nothing and gets the post"
                            + " that the first one created.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            minLength = 1,
                            maxLength = IdempotencyKey.MAX_LENGTH,
                            pattern = IdempotencyKey.FORM))
    @APIResponse(
            responseCode = "201",
            description = "The created post.",
            headers =
                    @Header(
                            name = "Location",
                            description = "The post's path.",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = Post.class)))
    @APIResponse(responseCode = "409", description = KEY_USED)
    public Uni<RestResponse<Post>> create(
            @NotNull @Valid NewPost draft,
            @BeanParam Caller caller,
            @Context HttpHeaders headers,
            @Parameter(hidden = true) @HeaderParam(TRACEPARENT) String traceparent) {
        return posts.create(
                        draft,
                        Author.of(caller, traceparent),
                        IdempotencyKey.given(headers.getRequestHeader(IdempotencyKey.HEADER)))
                .map(PostAnswers::created);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Read a post")
    @APIResponse(
            responseCode = "200",
            description = "The post.",
            content = @Content(schema = @Schema(implementation = Post.class)))
    public Uni<RestResponse<Post>> read(
            @PathParam("id") @Pattern(regexp = ID, message = ID_MESSAGE) String id,
            @HeaderParam("If-None-Match") Optional<String> known) {
        return posts.read(new ObjectId(id)).map(post -> PostAnswers.unlessKnown(post, known));
    }

    @GET
    @Operation(summary = "List posts, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of posts.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The URL of the next page, with `rel=\"next\"`; absent on the last page.",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = Post.class)))
    public Uni<RestResponse<List<Post>>> list(
            @Parameter(
                            description = "Only posts of this owner.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            format = "int64",
                                            minimum = "-999999999999999999",
                                            maximum = "999999999999999999"))
                    @QueryParam("user_id")
                    @Pattern(regexp = "|-?[0-9]{1,18}", message = "must be a whole number")
                    String userId,
            @Parameter(
                            description = "Only posts with this tag.",
                            schema = @Schema(type = SchemaType.STRING, maxLength = Post.MAX_TAG))
                    @QueryParam("tag")
                    @TextLength(min = 0, max = Post.MAX_TAG)
                    String tag,
            @Parameter(
                            description = "The most posts on a page.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "10"))
                    @QueryParam("limit")
                    @DefaultValue("10")
                    @WholeNumber(min = 1, max = 100)
                    String limit,
            @Parameter(
                            description = "The number of posts to skip before the page.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "0",
                                            maximum = "2147483647",
                                            defaultValue = "0"))
                    @QueryParam("skip")
                    @DefaultValue("0")
                    @WholeNumber(min = 0)
                    String skip) {
        var filter = PostFilter.of(userId, tag);
        var page = Page.of(limit, skip);
        return posts.list(filter, page).map(found -> PostAnswers.page(found, filter, page));
    }

    @PUT
    @Path("{id}")
    @Operation(
            summary = "Change a post",
            description = "Absent fields keep their value. Only the owner of a post may change it.")
    @APIResponse(
            responseCode = "200",
            description = "The changed post.",
            content = @Content(schema = @Schema(implementation = Post.class)))
    @APIResponse(responseCode = "403", description = NOT_OWNER)
    public Uni<RestResponse<Post>> update(
            @PathParam("id") @Pattern(regexp = ID, message = ID_MESSAGE) String id,
            @NotNull @Valid PostChange change,
            @BeanParam Caller caller,
            @HeaderParam("If-Match") Optional<String> expected,
            @Parameter(hidden = true) @HeaderParam(TRACEPARENT) String traceparent) {
        return posts.update(new ObjectId(id), change, Author.of(caller, traceparent), expected)
                .map(PostAnswers::changed);
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Delete a post", description = "Only the owner of a post may delete it.")
    @APIResponse(
            responseCode = "200",
            description = "The post is deleted.",
            content = @Content(schema = @Schema(implementation = PostAnswers.Message.class)))
    @APIResponse(responseCode = "403", description = NOT_OWNER)
    public Uni<RestResponse<PostAnswers.Message>> delete(
            @PathParam("id") @Pattern(regexp = ID, message = ID_MESSAGE) String id,
            @BeanParam Caller caller,
            @HeaderParam("If-Match") Optional<String> expected,
            @Parameter(hidden = true) @HeaderParam(TRACEPARENT) String traceparent) {
        return posts.delete(new ObjectId(id), Author.of(caller, traceparent), expected)
                .map(PostAnswers::deleted);
    }
}
