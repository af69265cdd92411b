package org.civildiy.feed.kafka;

import java.util.Map;
import java.util.Objects;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The Kafka interceptor that stamps what is polled, see {@link PartitionEpochs}. Kafka runs it inside {@code poll}, on the polling
 * thread, on which the seeks are made too: no record comes between a seek and its epoch.
 */
@RegisterForReflection
public final class StampingInterceptor implements ConsumerInterceptor<byte[], byte[]> {
    /** The setting of the Kafka client that holds the {@link PartitionEpochs}. */
    public static final String EPOCHS = "feed.partition.epochs";

    private PartitionEpochs epochs;

    /** Kafka makes it by its name. */
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
