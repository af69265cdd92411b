package org.civildiy.defaults.json;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/**
 * Reads text from JSON and refuses what no store here keeps to the letter: U+0000 (PostgreSQL has no room for it) and unpaired
 * surrogates (they have no UTF-8 form). A number or a truth value is not text and is refused as well.
 */
final class UnstorableText extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;

    UnstorableText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (String) context.handleUnexpectedToken(String.class, parser);
        }
        var text = parser.getText();
        if (text.codePoints().anyMatch(UnstorableText::isUnstorable)) {
            throw new Rejected(parser);
        }
        return text;
    }

    /** What {@code @JsonSetter(nulls = AS_EMPTY)} asks for. */
    @Override
    public Object getEmptyValue(DeserializationContext context) {
        return "";
    }

    /** Iterating by code points leaves a surrogate standing alone only where its other half is missing. */
    private static boolean isUnstorable(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
    }

    /** Says what was refused; Jackson adds the path to the field. */
    static final class Rejected extends MismatchedInputException {
        private static final long serialVersionUID = 1L;

        Rejected(JsonParser parser) {
            super(parser, "must not contain U+0000 or unpaired surrogates", String.class);
        }
    }
}
