package org.civildiy.events;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The content of a post: what its author writes. To add a field to a post, add a component here. Tests then fail for every
 * representation of a post (such as its JSON) that does not have the field yet.
 *
 * @param title {@code null} where a legacy event or a deletion carries none
 * @param content {@code null} where a legacy event or a deletion carries none
 * @param tags never {@code null}: an event without tags has an empty list
 */
public record PostContent(@Nullable String title, @Nullable String content, List<String> tags) {

    /** The content of an event that has only ids. */
    public static final PostContent NONE = new PostContent(null, null, List.of());

    public PostContent {
        tags = List.copyOf(tags);
    }

    /** Whether there is a text to show. */
    public boolean isPresent() {
        return title != null && content != null;
    }
}
