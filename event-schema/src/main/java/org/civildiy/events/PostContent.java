package org.civildiy.events;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The content of a post: what its author writes. A new field of a post is a component here, and the tests of every form then
 * fail until that form carries it.
 *
 * @param title {@code null} where a legacy event or a deletion carries none
 * @param content {@code null} where a legacy event or a deletion carries none
 * @param tags never {@code null}: an event without tags has an empty list
 */
public record PostContent(@Nullable String title, @Nullable String content, List<String> tags) {

    /** The content of an event that carries the ids alone. */
    public static final PostContent NONE = new PostContent(null, null, List.of());

    public PostContent {
        tags = List.copyOf(tags);
    }

    /** Whether there is a text to show. */
    public boolean isPresent() {
        return title != null && content != null;
    }
}
