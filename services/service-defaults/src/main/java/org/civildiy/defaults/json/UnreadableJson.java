package org.civildiy.defaults.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** The messages for a JSON body that cannot be parsed. They name the error for the client, without class names or parser internals. */
public final class UnreadableJson {
    private UnreadableJson() {}

    /** The message for one field: the type that its value must have. */
    public static String messageFor(JsonMappingException bad) {
        if (bad instanceof UnstorableText.Rejected text) {
            return text.getOriginalMessage();
        }
        return bad instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? "must be " + nameOf(mismatch.getTargetType())
                : "is not valid";
    }

    /** The detail of the problem when the error belongs to no field. */
    public static String sentenceFor(JsonProcessingException bad) {
        var at = bad.getLocation();
        return at == null || at.getLineNr() < 1
                ? "The body is not well-formed JSON."
                : "The body is not well-formed JSON, at line %d, column %d."
                        .formatted(at.getLineNr(), at.getColumnNr());
    }

    private static String nameOf(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type)) {
            return "text";
        }
        if (Iterable.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
            return "a number";
        }
        return switch (type.getSimpleName()) {
            case "LocalDate" -> "a date as YYYY-MM-DD";
            case "Boolean", "boolean" -> "true or false";
            default -> "an object";
        };
    }
}
