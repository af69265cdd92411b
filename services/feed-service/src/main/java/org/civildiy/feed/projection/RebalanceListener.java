package org.civildiy.feed.projection;

import java.util.Collection;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

import org.civildiy.feed.kafka.PartitionEpochs;

/** The listener for rebalances of the consumer group: newly assigned partitions are located before their records are applied. */
@ApplicationScoped
@Identifier(RebalanceListener.NAME)
class RebalanceListener implements KafkaConsumerRebalanceListener {
    static final String NAME = "posts-events";

    private final PartitionEpochs epochs;
    private final OffsetSynchronizer synchronizer;

    RebalanceListener(PartitionEpochs epochs, OffsetSynchronizer synchronizer) {
        this.epochs = epochs;
        this.synchronizer = synchronizer;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        epochs.assigned(partitions);
        synchronizer.wakeUp();
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        epochs.revoked(partitions);
    }
}
