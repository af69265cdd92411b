package org.civildiy.feed.event;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.civildiy.events.EventTime;
import org.civildiy.events.PostEvent;
import org.civildiy.events.PostState;

/** An item of an activity stream: a post at its last activity. This class writes its JSON, which Redis stores and clients get unchanged. */
@Schema(
        description = "A post at the time of its last activity",
        requiredProperties = {"post_id", "user_id", "username", "event_type", "timestamp", "title", "content", "tags"})
public record Item(
        String postId,
        long userId,
        String username,

        @Schema(enumeration = {"post.created", "post.updated"})
        String eventType,

        Instant timestamp,
        String title,
        String content,
        List<String> tags) {
    private static final JsonFactory JSON = new JsonFactory();

    /** The item of a created or updated post; {@code event} must carry the content. */
    public static Item of(PostEvent event) {
        PostState post = event.data();
        return new Item(
                post.postId(),
                post.userId(),
                Objects.requireNonNullElseGet(post.username(), () -> "user_" + post.userId()),
                event.type().wireName(),
                event.timestamp(),
                Objects.requireNonNull(post.content().title(), "title"),
                Objects.requireNonNull(post.content().content(), "content"),
                post.content().tags());
    }

    /** The JSON of this item: the fields in the contract's order, without white space. */
    public String json() {
        var text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("post_id", postId);
            json.writeNumberField("user_id", userId);
            json.writeStringField("username", username);
            json.writeRaw(moment(eventType, timestamp));
            json.writeStringField("title", title);
            json.writeStringField("content", content);
            json.writeArrayFieldStart("tags");
            for (String tag : tags) {
                json.writeString(tag);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException notInMemory) {
            throw new UncheckedIOException(notInMemory);
        }
        return text.toString();
    }

    /** The part of an item's JSON that holds the type and the time of the last activity. It begins with a comma. */
    public static String moment(String eventType, Instant timestamp) {
        return ",\"event_type\":\"" + eventType + "\",\"timestamp\":\"" + EventTime.format(timestamp) + "\"";
    }
}
