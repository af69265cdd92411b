package org.civildiy.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import org.civildiy.chaos.Operation.Position;

/** Posts as JSON has them. */
final class Posts {
    private Posts() {}

    /** The number of the write whose text this post or item has. */
    static int write(JsonNode post) {
        var tags = new ArrayList<String>();
        post.path("tags").forEach(tag -> tags.add(tag.asText()));
        return new Text(post.path("title").asText(), post.path("content").asText(), tags).write();
    }

    static List<Item> items(JsonNode items) {
        var found = new ArrayList<Item>();
        items.forEach(item -> found.add(item(item)));
        return found;
    }

    static Item item(JsonNode item) {
        return new Item(
                item.path("post_id").asText(),
                item.path("user_id").asLong(),
                item.path("event_type").asText(),
                Instant.parse(item.path("timestamp").asText()).toEpochMilli(),
                write(item));
    }

    /** {@code <post id>:<version>} */
    static Position position(String text) {
        int colon = text.indexOf(':');
        return new Position(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
    }
}
