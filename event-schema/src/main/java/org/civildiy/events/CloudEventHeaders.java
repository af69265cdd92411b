package org.civildiy.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The CloudEvents 1.0 headers of a Kafka record. In CloudEvents' binary mode, the value of the record is the event's own JSON, and headers
 * contain the attributes of the event. So a consumer knows the type of the event without parsing the value. Every header is UTF-8 text.
 */
public final class CloudEventHeaders {
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";

    /** The source of all events of posts, the same for every instance. */
    public static final String POSTS = "/api/posts";

    private CloudEventHeaders() {}

    /** The headers of an event that this system writes, in a fixed order. */
    public static Map<String, String> of(PostEvent event) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SPEC_VERSION, "1.0");
        headers.put(ID, Objects.requireNonNull(event.eventId(), "an event without an id is not ours to send"));
        headers.put(TYPE, event.type().wireName());
        headers.put(SOURCE, POSTS);
        headers.put(TIME, EventTime.format(event.timestamp()));
        headers.put(CONTENT_TYPE, "application/json");
        return headers;
    }
}
