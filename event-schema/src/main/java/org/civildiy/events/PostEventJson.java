package org.civildiy.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

import org.civildiy.events.EventFields.Malformed;
import org.civildiy.events.EventReading.Read;
import org.civildiy.events.EventReading.Unreadable;

/**
 * Writes an event as UTF-8 JSON, and reads it. The code is written by hand, without reflection, so that it works the same way in a native
 * binary.
 *
 * <p>Writing is canonical, so that the same event is always the same bytes: fields are in the contract's order, without white space, and
 * {@code null} fields are left out.
 *
 * <p>Reading is tolerant. Unknown fields are ignored. Legacy events are accepted: they have no id, version, tags or dates, and their times
 * have no zone. Their updated and deleted events may contain only the two ids.
 */
public final class PostEventJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();
    private static final ObjectReader TREES = MAPPER.reader();

    private PostEventJson() {}

    /** The event as the value of a record. */
    public static byte[] write(PostEvent event) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            writeUnlessNull(json, "event_id", event.eventId());
            json.writeStringField("event_type", event.type().wireName());
            json.writeStringField("timestamp", EventTime.format(event.timestamp()));
            if (event.version().isPresent()) {
                json.writeNumberField("version", event.version().getAsLong());
            }
            json.writeObjectFieldStart("data");
            writeIdentity(json, event.data());
            if (event.type() != PostEventType.DELETED) {
                writeWholePost(json, event.data());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException notInMemory) {
            throw new UncheckedIOException(notInMemory);
        }
        return bytes.toByteArray();
    }

    /** Parses the value of a record; {@code null} when the record has no value. Never throws. */
    public static EventReading read(byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            return new Unreadable("The record has no value.");
        }
        try {
            return new Read(event(new EventFields("", TREES.readTree(value))));
        } catch (Malformed malformed) {
            return new Unreadable(malformed.reason());
        } catch (JsonProcessingException notJson) {
            return new Unreadable("The value is not JSON in UTF-8.");
        } catch (IOException notJson) {
            return new Unreadable("The value cannot be read as JSON.");
        }
    }

    private static PostEvent event(EventFields fields) {
        PostEventType type = PostEventType.ofWireName(fields.requiredText("event_type"))
                .orElseThrow(
                        () -> fields.malformed("event_type", "is none of post.created, post.updated and post.deleted"));
        OptionalLong version = fields.wholeNumber("version");
        if (version.isPresent() && version.getAsLong() < 1) {
            throw fields.malformed("version", "is less than 1");
        }
        return new PostEvent(
                fields.text("event_id"), type, fields.requiredTime("timestamp"), version, state(fields.object("data")));
    }

    private static PostState state(EventFields data) {
        return new PostState(
                data.requiredText("post_id"),
                data.requiredWholeNumber("user_id"),
                data.text("username"),
                new PostContent(data.text("title"), data.text("content"), data.texts("tags")),
                data.time("created_at"),
                data.time("updated_at"));
    }

    private static void writeIdentity(JsonGenerator json, PostState post) throws IOException {
        json.writeStringField("post_id", post.postId());
        json.writeNumberField("user_id", post.userId());
        writeUnlessNull(json, "username", post.username());
    }

    private static void writeWholePost(JsonGenerator json, PostState post) throws IOException {
        writeUnlessNull(json, "title", post.content().title());
        writeUnlessNull(json, "content", post.content().content());
        json.writeArrayFieldStart("tags");
        for (String tag : post.content().tags()) {
            json.writeString(tag);
        }
        json.writeEndArray();
        writeUnlessNull(json, "created_at", post.createdAt() == null ? null : EventTime.format(post.createdAt()));
        writeUnlessNull(json, "updated_at", post.updatedAt() == null ? null : EventTime.format(post.updatedAt()));
    }

    private static void writeUnlessNull(JsonGenerator json, String name, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }
}
