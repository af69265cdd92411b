package org.civildiy.feed.deadletter;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.reactive.messaging.MutinyEmitter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

import org.civildiy.feed.event.DeadLetter;
import org.civildiy.feed.kafka.KafkaTopics;

/**
 * The outgoing channel for records that are no events. Kafka acknowledges a dead letter before the batch in which it was found counts
 * as applied, so that none is lost. When the batch is read again, now or after Redis was emptied, it is not published again; only
 * where an instance dies in between it may be there twice.
 */
@ApplicationScoped
public class DeadLetters {
    public static final String CHANNEL = "posts-events-dlq";

    /** More than the largest batch. */
    private static final int BUFFER = 512;

    /** Longer than the delivery timeout of the channel's producer. */
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(11);

    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> channel;

    /** The offset up to which the dead letters of each partition are known to be published. */
    private final Map<Integer, Long> published = new ConcurrentHashMap<>();

    DeadLetters(
            @Channel(CHANNEL) @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    MutinyEmitter<ProducerRecord<byte[], byte[]>> channel) {
        this.channel = channel;
    }

    /** All records of a partition before this offset were read before, by this or another instance. */
    public void doneUpTo(int partition, long offset) {
        published.merge(partition, offset, Math::max);
    }

    /**
     * Publishes those dead letters that were not published yet, one after the other, and returns when Kafka has acknowledged all of
     * them. Throws at the first one that Kafka does not acknowledge; the projector then tries the batch again.
     */
    public void publish(List<DeadLetter> found) {
        for (var each : found) {
            var origin = each.origin();
            if (origin.offset() >= published.getOrDefault(origin.partition(), 0L)) {
                channel.send(each.on(KafkaTopics.DEAD_LETTERS)).await().atMost(DELIVERY_TIMEOUT);
                doneUpTo(origin.partition(), origin.offset() + 1);
                Log.warnf(
                        "projector: unreadable record dead-lettered partition=%d offset=%d reason=%s",
                        origin.partition(), origin.offset(), each.reason());
            }
        }
    }

    /** Whether the channel has ended: nothing can be published any more. */
    public boolean hasEnded() {
        return channel.isCancelled();
    }
}
