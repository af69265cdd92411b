package org.civildiy.posts;

import org.apache.kafka.clients.producer.ProducerRecord;

import org.civildiy.events.CloudEventHeaders;
import org.civildiy.events.PostEventJson;
import org.civildiy.events.PostsTopic;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An event as a record of the topic: keyed by its post, so that the events of one post keep their order. */
final class EventRecord {
    private EventRecord() {}

    static ProducerRecord<String, byte[]> of(String postId, OutboxEvent waiting) {
        var event = waiting.event();
        var partition = (Integer) null;
        var record = new ProducerRecord<>(
                PostsTopic.NAME, partition, event.timestamp().toEpochMilli(), postId, PostEventJson.write(event));
        CloudEventHeaders.of(event).forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        if (waiting.traceparent() != null) {
            record.headers().add("traceparent", waiting.traceparent().getBytes(UTF_8));
        }
        return record;
    }
}
