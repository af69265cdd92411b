package org.civildiy.posts.outbox;

import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.smallrye.reactive.messaging.MutinyEmitter;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

import org.civildiy.events.CloudEventHeaders;
import org.civildiy.events.EventReading.Read;
import org.civildiy.events.EventReading.Unreadable;
import org.civildiy.events.PostEventJson;
import org.civildiy.events.PostsTopic;
import org.civildiy.outbox.LeasedValue;
import org.civildiy.outbox.Outbox;
import org.civildiy.outbox.OutboxDestination;
import org.civildiy.outbox.OutboxEvent;
import org.civildiy.outbox.OutboxFactory;
import org.civildiy.outbox.StoreClock;
import org.civildiy.posts.post.StoredPost;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The outbox of posts, which publishes their events to the channel {@code posts-events}, keyed by the post's id. */
@Singleton
class PostsOutbox {
    private final MutinyEmitter<ProducerRecord<String, LeasedValue>> emitter;
    private final StoreClock clock;

    PostsOutbox(
            @Channel(PostsTopic.NAME) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<ProducerRecord<String, LeasedValue>> emitter,
            StoreClock clock) {
        this.emitter = emitter;
        this.clock = clock;
    }

    @Produces
    @Singleton
    OutboxDestination destination() {
        var topic = new NewTopic(PostsTopic.NAME, Optional.of(PostsTopic.PARTITIONS), Optional.empty())
                .configs(PostsTopic.SETTINGS);
        return new OutboxDestination(topic, emitter::send, this::record);
    }

    @Produces
    @Singleton
    Outbox<StoredPost> outbox(OutboxFactory factory, PostOutboxStore store) {
        return factory.outbox(store);
    }

    /**
     * The event as a Kafka record: the unchanged JSON of the event, CloudEvents headers, and the trace context of the request that changed
     * the post.
     *
     * <p>The timestamp of the record is the time of the event, but never later than now. A post that was changed while a clock was wrong
     * may have a time in the future, and the broker refuses a record whose timestamp is more than an hour ahead.
     */
    ProducerRecord<String, String> record(String postId, OutboxEvent pending) {
        var event = switch (PostEventJson.read(pending.json().getBytes(UTF_8))) {
            case Read read -> read.event();
            case Unreadable(String reason) -> throw new InvalidRecordException("not our event in an outbox: " + reason);
        };
        var partition = (Integer) null;
        var timestamp = Math.min(event.timestamp().toEpochMilli(), clock.millis());
        var record = new ProducerRecord<>(PostsTopic.NAME, partition, timestamp, postId, pending.json());
        CloudEventHeaders.of(event).forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        if (pending.traceparent() != null) {
            record.headers().add("traceparent", pending.traceparent().getBytes(UTF_8));
        }
        return record;
    }
}
