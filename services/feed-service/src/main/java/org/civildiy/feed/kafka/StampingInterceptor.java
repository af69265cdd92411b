package org.civildiy.feed.kafka;

import java.util.Map;
import java.util.Objects;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The consumer interceptor that stamps polled records. A stamp holds the epoch of the record's partition, and a seek raises that epoch.
 * A record with an older epoch was polled before the seek and is dropped, see {@link PartitionEpochs}.
 *
 * <p>Kafka calls this class inside {@code poll}. Seeks run on the same thread, so no record is polled between a seek and its new epoch.
 */
@RegisterForReflection
public final class StampingInterceptor implements ConsumerInterceptor<byte[], byte[]> {
    /** The consumer setting whose value is the {@link PartitionEpochs}. */
    public static final String EPOCHS = "feed.partition.epochs";

    private PartitionEpochs epochs;

    /** Instantiated by Kafka, by the name of the class. */
    public StampingInterceptor() {}

    @Override
    public void configure(Map<String, ?> settings) {
        epochs = (PartitionEpochs) Objects.requireNonNull(settings.get(EPOCHS), EPOCHS);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> polled) {
        return epochs.stamp(polled);
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // Redis holds the applied offsets. Kafka's committed offsets serve operators' tools only.
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
