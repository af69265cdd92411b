package org.civildiy.chaos.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import org.civildiy.chaos.history.GeneratedContent;
import org.civildiy.chaos.history.Operation.Position;
import org.civildiy.chaos.history.StreamItem;

/** PostJson as JSON has them. */
public final class PostJson {
    private PostJson() {}

    /** The number of the write whose text this post or item has. */
    public static int write(JsonNode post) {
        var tags = new ArrayList<String>();
        post.path("tags").forEach(tag -> tags.add(tag.asText()));
        return new GeneratedContent(
                        post.path("title").asText(), post.path("content").asText(), tags)
                .write();
    }

    public static List<StreamItem> items(JsonNode items) {
        var found = new ArrayList<StreamItem>();
        items.forEach(item -> found.add(item(item)));
        return found;
    }

    public static StreamItem item(JsonNode item) {
        return new StreamItem(
                item.path("post_id").asText(),
                item.path("user_id").asLong(),
                item.path("event_type").asText(),
                Instant.parse(item.path("timestamp").asText()).toEpochMilli(),
                write(item));
    }

    /** {@code <post id>:<version>} */
    public static Position position(String text) {
        int colon = text.indexOf(':');
        return new Position(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
    }
}
