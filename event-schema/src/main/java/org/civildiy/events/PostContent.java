package org.civildiy.events;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The content of a post: the fields that its author writes. To add a field to posts, add a component to this record. Tests then fail for
 * every representation of a post (such as its JSON) that does not have the field yet.
 *
 * @param title {@code null} when a legacy event or a deleted event has no title
 * @param content {@code null} when a legacy event or a deleted event has no text
 * @param tags never {@code null}: an event without tags has an empty list
 */
public record PostContent(@Nullable String title, @Nullable String content, List<String> tags) {

    /** The content in an event that contains only the identity of the post. */
    public static final PostContent NONE = new PostContent(null, null, List.of());

    public PostContent {
        tags = List.copyOf(tags);
    }

    /** Whether the event contains a title and a text, so that the post can be shown. */
    public boolean isPresent() {
        return title != null && content != null;
    }
}
