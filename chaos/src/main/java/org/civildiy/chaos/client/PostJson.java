package org.civildiy.chaos.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.civildiy.chaos.history.GeneratedContent;
import org.civildiy.chaos.history.Operation.Position;
import org.civildiy.chaos.history.StreamItem;

/** Posts and stream items in the JSON of the API and of Redis. */
public final class PostJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private PostJson() {}

    /** The number of the write that generated the content of this post or item. */
    public static int write(JsonNode post) {
        return post.isObject()
                ? GeneratedContent.writeOf(JSON.convertValue(post, FIELDS))
                : GeneratedContent.UNKNOWN_WRITE;
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

    /** Parses a version of a post in the format {@code <post id>:<version>}. */
    public static Position position(String text) {
        int colon = text.indexOf(':');
        return new Position(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
    }
}
