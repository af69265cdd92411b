package org.civildiy.posts.post;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.civildiy.defaults.request.TextLength;

/** A post as readers get it. Its texts are stored unchanged, without escaping: clients escape them when they show them. */
@Schema(requiredProperties = {"id", "user_id", "title", "content", "tags", "created_at", "updated_at"})
public record Post(
        @Schema(pattern = "^[0-9a-f]{24}$", examples = "65b9f1c2d3e4f5a6b7c8d9e0")
        String id,

        @Schema(description = "The owner.", examples = "7") long userId,
        @Schema(minLength = 1, maxLength = Post.MAX_TITLE) String title,
        @Schema(minLength = 1, maxLength = Post.MAX_CONTENT) String content,

        @Schema(type = SchemaType.ARRAY, implementation = Tag.class, maxItems = Post.MAX_TAGS)
        List<@TextLength(max = Post.MAX_TAG) String> tags,

        @Schema(examples = "2026-01-31T09:30:00.123Z") Instant createdAt,
        @Schema(examples = "2026-01-31T09:30:00.123Z") Instant updatedAt) {
    /** The maximum length of a title, in code points. */
    public static final int MAX_TITLE = 200;
    /** The maximum length of the content, in code points. */
    public static final int MAX_CONTENT = 10_000;
    /** The maximum number of tags. */
    public static final int MAX_TAGS = 20;
    /** The maximum length of a tag, in code points. */
    public static final int MAX_TAG = 50;

    public Post {
        tags = List.copyOf(tags);
    }
}
