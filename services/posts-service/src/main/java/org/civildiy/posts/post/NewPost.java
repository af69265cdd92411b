package org.civildiy.posts.post;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.civildiy.defaults.request.TextLength;

/** The body of a request that creates a post. Absent tags, {@code null} and an empty list are the same. */
public record NewPost(
        @Schema(required = true, minLength = 1, maxLength = Post.MAX_TITLE)
        @NotNull(message = "must have 1 to 200 characters")
        @TextLength(max = Post.MAX_TITLE)
        String title,

        @Schema(required = true, minLength = 1, maxLength = Post.MAX_CONTENT)
        @NotNull(message = "must have 1 to 10000 characters")
        @TextLength(max = Post.MAX_CONTENT)
        String content,

        @Schema(nullable = true, type = SchemaType.ARRAY, implementation = Tag.class, maxItems = Post.MAX_TAGS)
        @Size(max = Post.MAX_TAGS, message = "must have at most {max} elements")
        @Nullable
        List<@NotNull(message = "must have 1 to 50 characters") @TextLength(max = Post.MAX_TAG) String> tags) {
    /** Absent tags and {@code null} become an empty list. Validation of the tags runs after this constructor. */
    public NewPost {
        tags = tags == null ? List.of() : tags;
    }
}
