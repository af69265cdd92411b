package org.civildiy.defaults.json;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/**
 * The JSON deserializer of text. It refuses characters that the databases cannot store: U+0000 (PostgreSQL) and unpaired surrogates
 * (they have no UTF-8 form). It also refuses numbers and booleans, which Jackson would convert to text.
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

    /** The value for {@code null} under {@code @JsonSetter(nulls = AS_EMPTY)}. */
    @Override
    public Object getEmptyValue(DeserializationContext context) {
        return "";
    }

    /** {@link String#codePoints()} joins surrogates that form a pair, so a surrogate in its result is unpaired. */
    private static boolean isUnstorable(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
    }

    /** The exception for a refused text. Jackson adds the path of the field. */
    static final class Rejected extends MismatchedInputException {
        private static final long serialVersionUID = 1L;

        Rejected(JsonParser parser) {
            super(parser, "must not contain U+0000 or unpaired surrogates", String.class);
        }
    }
}
