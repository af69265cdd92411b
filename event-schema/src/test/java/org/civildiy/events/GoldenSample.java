package org.civildiy.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Values as they are on the topic, kept as files beside this class: what the writer must produce and the reader must take.
 * posts-service and feed-service both test against them, so neither can drift from the other.
 */
public enum GoldenSample {
    /** As this system writes them, byte for byte. */
    CREATED(Form.CANONICAL),
    UPDATED(Form.CANONICAL),
    DELETED(Form.CANONICAL),
    CREATED_WITHOUT_TAGS(Form.CANONICAL),
    CREATED_WITH_ANY_UNICODE(Form.CANONICAL),

    /** Read, and written so by somebody else. */
    CREATED_WITH_UNKNOWN_FIELDS(Form.FOREIGN),

    /** As the legacy system wrote them. */
    OLD_CREATED(Form.LEGACY),
    OLD_CREATED_ON_THE_SECOND(Form.LEGACY),
    OLD_UPDATED(Form.LEGACY),
    OLD_DELETED(Form.LEGACY),

    /** No events: each is a dead letter. */
    NOT_JSON(Form.UNREADABLE),
    NOT_AN_OBJECT(Form.UNREADABLE),
    TRUNCATED(Form.UNREADABLE),
    TWO_VALUES(Form.UNREADABLE),
    NO_EVENT_TYPE(Form.UNREADABLE),
    UNKNOWN_EVENT_TYPE(Form.UNREADABLE),
    NO_TIMESTAMP(Form.UNREADABLE),
    MALFORMED_TIMESTAMP(Form.UNREADABLE),
    VERSION_ZERO(Form.UNREADABLE),
    VERSION_AS_TEXT(Form.UNREADABLE),
    NO_DATA(Form.UNREADABLE),
    NO_POST_ID(Form.UNREADABLE),
    USER_ID_AS_TEXT(Form.UNREADABLE),
    TAGS_AS_TEXT(Form.UNREADABLE),
    HALF_A_SURROGATE_PAIR(Form.UNREADABLE);

    /** The kind of a sample: who wrote it, and so what a reader must do with it. Tests choose samples by it. */
    public enum Form {
        CANONICAL,
        FOREIGN,
        LEGACY,
        UNREADABLE
    }

    private final Form form;

    GoldenSample(Form form) {
        this.form = form;
    }

    /** All samples of these forms. */
    public static Stream<GoldenSample> of(Form... forms) {
        return Arrays.stream(values()).filter(sample -> Arrays.asList(forms).contains(sample.form));
    }

    public Form form() {
        return form;
    }

    /** The record's value: the file's one line, without its line feed. */
    public String text() {
        String file = "samples/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json";
        try (InputStream sample = GoldenSample.class.getResourceAsStream(file)) {
            if (sample == null) {
                throw new IllegalStateException("No sample " + file);
            }
            return new String(sample.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /** The event that the sample holds. An unreadable one is an {@link IllegalStateException}. */
    public PostEvent event() {
        return switch (PostEventJson.read(bytes())) {
            case EventReading.Read(PostEvent event) -> event;
            case EventReading.Unreadable(String reason) -> throw new IllegalStateException(this + ": " + reason);
        };
    }
}
