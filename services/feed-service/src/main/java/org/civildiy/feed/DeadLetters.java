package org.civildiy.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.quarkus.logging.Log;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Where records go that are no events. A letter is acknowledged before the batch it was found in counts as applied, so that none is
 * lost. When the batch has to be read again, now or after Redis was emptied, it is not put away again; only where an instance dies
 * in between it may be there twice.
 */
final class DeadLetters implements AutoCloseable {
    private static final int DELIVERY_MILLIS = 5_000;

    private final Broker broker;
    private Producer<byte[], byte[]> producer;

    /** The offset up to which each partition is known to be done with: letters beneath it were put away. */
    private final Map<Integer, Long> done = new HashMap<>();

    DeadLetters(Broker broker) {
        this.broker = broker;
    }

    /** Everything of a partition before this offset has been read once, by whichever instance. */
    void doneUpTo(int partition, long offset) {
        done.merge(partition, offset, Math::max);
    }

    /** Puts these away where that was not done yet, and returns when Kafka has them all. */
    void put(List<DeadLetter> found) throws ExecutionException, InterruptedException {
        var letters = found.stream().filter(this::isNew).toList();
        List<Future<RecordMetadata>> sent = letters.stream()
                .map(letter -> producer().send(letter.on(Broker.DEAD_LETTERS)))
                .toList();
        for (Future<RecordMetadata> letter : sent) {
            letter.get();
        }
        letters.forEach(
                letter -> doneUpTo(letter.origin().partition(), letter.origin().offset() + 1));
        letters.forEach(letter -> Log.warnf(
                "projector: unreadable record put away partition=%d offset=%d reason=%s",
                letter.origin().partition(), letter.origin().offset(), letter.reason()));
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }

    private boolean isNew(DeadLetter letter) {
        return letter.origin().offset() >= done.getOrDefault(letter.origin().partition(), 0L);
    }

    /** Most instances never need one. */
    private Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    broker.client(Map.of(
                            ProducerConfig.CLIENT_ID_CONFIG,
                            "feed-service-dead-letters",
                            ProducerConfig.ACKS_CONFIG,
                            "all",
                            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                            Broker.LARGEST_DEAD_LETTER,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            DELIVERY_MILLIS,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                            DELIVERY_MILLIS / 2,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                            DELIVERY_MILLIS)),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }
}
