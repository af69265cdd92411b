package org.civildiy.posts.post;

import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.civildiy.defaults.request.TextLength;

/**
 * The body of a request that changes a post. An absent field keeps its value. A field that is {@code null} becomes empty, which is valid
 * for tags and invalid for title and content. This type is a class and not a record, because only a setter can distinguish {@code null}
 * from an absent field.
 */
@Schema(name = "PostChange")
public final class PostChange {
    @Schema(minLength = 1, maxLength = Post.MAX_TITLE)
    @TextLength(max = Post.MAX_TITLE)
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    @Nullable
    String title;

    @Schema(minLength = 1, maxLength = Post.MAX_CONTENT)
    @TextLength(max = Post.MAX_CONTENT)
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    @Nullable
    String content;

    @Schema(nullable = true, type = SchemaType.ARRAY, implementation = Tag.class, maxItems = Post.MAX_TAGS)
    @Size(max = Post.MAX_TAGS, message = "must have at most {max} elements")
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    @Nullable
    List<@NotNull(message = "must have 1 to 50 characters") @TextLength(max = Post.MAX_TAG) String> tags;

    String titleOr(String old) {
        return Optional.ofNullable(title).orElse(old);
    }

    String contentOr(String old) {
        return Optional.ofNullable(content).orElse(old);
    }

    List<String> tagsOr(List<String> old) {
        return Optional.ofNullable(tags).orElse(old);
    }
}
