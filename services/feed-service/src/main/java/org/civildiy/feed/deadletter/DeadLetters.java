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
 * The outgoing channel for dead letters, the records that are no events. A batch is applied only after Kafka has acknowledged all dead
 * letters in the batch, so that no dead letter is lost.
 *
 * <p>A batch may be read again, for example after Redis was emptied. Its dead letters are then not published again, see
 * {@link #doneUpTo}. A dead letter is published twice only when an instance dies after the publication and before it has committed the
 * batch's offsets.
 */
@ApplicationScoped
public class DeadLetters {
    public static final String CHANNEL = "posts-events-dlq";

    /** The capacity of the channel's buffer: more than the records of the largest batch. */
    private static final int BUFFER = 512;

    /** Longer than the delivery timeout of the channel's producer. */
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(11);

    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> channel;

    /** For each partition of the topic of the events: all dead letters before this offset were published. */
    private final Map<Integer, Long> published = new ConcurrentHashMap<>();

    DeadLetters(
            @Channel(CHANNEL) @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    MutinyEmitter<ProducerRecord<byte[], byte[]>> channel) {
        this.channel = channel;
    }

    /** Records that this or another instance has published all dead letters of a partition before this offset. */
    public void doneUpTo(int partition, long offset) {
        published.merge(partition, offset, Math::max);
    }

    /**
     * Publishes the dead letters that were not published yet, one after the other. Returns when Kafka has acknowledged all of them.
     * Throws at the first dead letter that Kafka does not acknowledge; the projector then tries the batch again.
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

    /** Whether the channel has ended, so that no dead letter can be published any more. */
    public boolean hasEnded() {
        return channel.isCancelled();
    }
}
