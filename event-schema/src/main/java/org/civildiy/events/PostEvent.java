package org.civildiy.events;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * The event of one change of one post.
 *
 * <p>Every event that this system writes has an id and a version. Events of the legacy system have neither. The version orders the events
 * of one post. A consumer may receive the same event more than once.
 *
 * @param eventId the same for every delivery of the same event; {@code null} for a legacy event
 * @param timestamp when the change happened, in whole milliseconds
 * @param version counts the post's changes from 1; empty for a legacy event
 */
public record PostEvent(
        @Nullable String eventId, PostEventType type, Instant timestamp, OptionalLong version, PostState data) {

    public PostEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(data, "data");
        timestamp = Objects.requireNonNull(EventTime.truncated(timestamp), "timestamp");
        if (version.isPresent() && version.getAsLong() < 1) {
            throw new IllegalArgumentException("version counts from 1, this is " + version.getAsLong());
        }
    }

    /** An event as this system writes it. */
    public static PostEvent of(String eventId, PostEventType type, Instant timestamp, long version, PostState data) {
        return new PostEvent(
                Objects.requireNonNull(eventId, "eventId"), type, timestamp, OptionalLong.of(version), data);
    }
}
