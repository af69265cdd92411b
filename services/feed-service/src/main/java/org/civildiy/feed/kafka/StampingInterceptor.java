package org.civildiy.feed.kafka;

import java.util.Map;
import java.util.Objects;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The Kafka interceptor that adds the current epoch of its partition to each polled record, so that records polled before a seek can
 * be recognised and dropped, see {@link PartitionEpochs}. Kafka runs it inside {@code poll}. Seeks are made on the same thread, so a
 * seek and its change of epoch are atomic for polled records.
 */
@RegisterForReflection
public final class StampingInterceptor implements ConsumerInterceptor<byte[], byte[]> {
    /** The setting of the Kafka client that holds the {@link PartitionEpochs}. */
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
        // Commits are for operators' tools alone.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
