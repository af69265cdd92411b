package org.civildiy.chaos.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.civildiy.events.PostEvent;

/**
 * The fields of a post that its author writes, taken from the event schema: a field that is added there has to be generated, sent and
 * compared by the fault suite, or a test that uses these names fails.
 */
public final class ContentFields {
    private static final Set<String> SET_BY_THE_SERVICE =
            Set.of("post_id", "user_id", "username", "created_at", "updated_at");

    private ContentFields() {}

    public static Set<String> names() {
        var names = new TreeSet<String>();
        schema().at("/$defs/whole/properties").fieldNames().forEachRemaining(names::add);
        schema().at("/$defs/identity/properties").fieldNames().forEachRemaining(names::add);
        names.removeAll(SET_BY_THE_SERVICE);
        return names;
    }

    /** The content of a write with another value in one field, which is of no write then. */
    public static Map<String, Object> changed(String field, int write) {
        var fields = new HashMap<>(GeneratedContent.of(write).fields());
        fields.put(field, other(field));
        return fields;
    }

    private static Object other(String field) {
        String type = schema().at("/$defs/whole/properties/" + field + "/type").asText();
        return switch (type) {
            case "string" -> "another text";
            case "array" -> List.of("another");
            case "integer" -> 4242;
            case "boolean" -> true;
            default -> throw new IllegalStateException("a value for a field of the type " + type + " belongs here");
        };
    }

    private static JsonNode schema() {
        try (var schema = PostEvent.class.getResourceAsStream("post-event.schema.json")) {
            return new ObjectMapper().readTree(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
