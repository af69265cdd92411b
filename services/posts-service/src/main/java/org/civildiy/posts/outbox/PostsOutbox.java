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
import org.civildiy.posts.post.StoredPost;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The outbox of posts: it publishes their events through the channel {@code posts-events}, keyed by the post's id. */
@Singleton
class PostsOutbox {
    private final MutinyEmitter<ProducerRecord<String, LeasedValue>> emitter;

    PostsOutbox(
            @Channel(PostsTopic.NAME) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<ProducerRecord<String, LeasedValue>> emitter) {
        this.emitter = emitter;
    }

    @Produces
    @Singleton
    OutboxDestination destination() {
        var topic = new NewTopic(PostsTopic.NAME, Optional.of(PostsTopic.PARTITIONS), Optional.empty())
                .configs(PostsTopic.SETTINGS);
        return new OutboxDestination(topic, emitter::send, PostsOutbox::record);
    }

    @Produces
    @Singleton
    Outbox<StoredPost> outbox(OutboxFactory factory, PostOutboxStore store) {
        return factory.outbox(store);
    }

    /** The event as a record: its JSON unchanged, CloudEvents headers, and the trace of the request that made it. */
    static ProducerRecord<String, String> record(String postId, OutboxEvent pending) {
        var event = switch (PostEventJson.read(pending.json().getBytes(UTF_8))) {
            case Read read -> read.event();
            case Unreadable(String reason) -> throw new InvalidRecordException("not our event in an outbox: " + reason);
        };
        var partition = (Integer) null;
        var record = new ProducerRecord<>(
                PostsTopic.NAME, partition, event.timestamp().toEpochMilli(), postId, pending.json());
        CloudEventHeaders.of(event).forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        if (pending.traceparent() != null) {
            record.headers().add("traceparent", pending.traceparent().getBytes(UTF_8));
        }
        return record;
    }
}
