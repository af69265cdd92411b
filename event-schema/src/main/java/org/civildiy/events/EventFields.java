package org.civildiy.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read by name and type. An absent field and a field with {@code null} are the same. Reading a required
 * field that is absent, or a field of another type, throws {@link Malformed} with the name of the field.
 *
 * @param path the prefix of a field's name in messages: empty, or {@code data.}
 */
record EventFields(String path, JsonNode object) {

    /** The JSON is not a valid event. The reason is the first error that was found. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return super.getMessage();
        }
    }

    EventFields {
        if (!object.isObject()) {
            throw new Malformed("The value is not a JSON object.");
        }
    }

    EventFields object(String name) {
        JsonNode value = required(name);
        if (!value.isObject()) {
            throw malformed(name, "is not an object");
        }
        return new EventFields(path + name + ".", value);
    }

    String requiredText(String name) {
        String text = text(name, required(name));
        if (text.isBlank()) {
            throw malformed(name, "is empty");
        }
        return text;
    }

    @Nullable
    String text(String name) {
        return has(name) ? text(name, object.get(name)) : null;
    }

    List<String> texts(String name) {
        if (!has(name)) {
            return List.of();
        }
        JsonNode array = object.get(name);
        if (!array.isArray()) {
            throw malformed(name, "is not an array");
        }
        List<String> texts = new ArrayList<>(array.size());
        array.forEach(element -> texts.add(text(name + "[]", element)));
        return texts;
    }

    Instant requiredTime(String name) {
        return time(name, required(name));
    }

    @Nullable
    Instant time(String name) {
        return has(name) ? time(name, object.get(name)) : null;
    }

    long requiredWholeNumber(String name) {
        return wholeNumber(name, required(name));
    }

    OptionalLong wholeNumber(String name) {
        return has(name) ? OptionalLong.of(wholeNumber(name, object.get(name))) : OptionalLong.empty();
    }

    Malformed malformed(String name, String what) {
        return new Malformed("The field \"" + path + name + "\" " + what + ".");
    }

    private boolean has(String name) {
        return object.hasNonNull(name);
    }

    private JsonNode required(String name) {
        if (!has(name)) {
            throw malformed(name, "is missing");
        }
        return object.get(name);
    }

    private String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw malformed(name, "is not text");
        }
        String text = value.textValue();
        if (text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw malformed(name, "holds half of a surrogate pair");
        }
        return text;
    }

    private long wholeNumber(String name, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw malformed(name, "is not a whole number of 64 bits");
        }
        return value.longValue();
    }

    private Instant time(String name, JsonNode value) {
        return EventTime.parse(text(name, value))
                .orElseThrow(() -> malformed(name, "is not an ISO-8601 date and time"));
    }
}
