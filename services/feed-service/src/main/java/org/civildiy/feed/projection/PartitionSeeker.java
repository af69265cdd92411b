package org.civildiy.feed.projection;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

import org.civildiy.feed.deadletter.DeadLetters;
import org.civildiy.feed.kafka.PartitionEpochs;

/** Seeks of the Kafka consumer to the offsets in Redis. To be used on the consumer's polling thread. */
final class PartitionSeeker {
    private final PartitionEpochs epochs;
    private final DeadLetters deadLetters;
    private final Duration timeout;

    PartitionSeeker(PartitionEpochs epochs, DeadLetters deadLetters, Duration timeout) {
        this.epochs = epochs;
        this.deadLetters = deadLetters;
        this.timeout = timeout;
    }

    /**
     * Moves the consumer, in each of these partitions, to the record after the offset in Redis, and starts a new epoch of the partition.
     *
     * @return false when Redis was emptied; then nothing is moved
     */
    boolean seek(Consumer<?, ?> consumer, Set<Integer> partitions, Map<Integer, Long> stored) {
        var assigned = consumer.assignment().stream()
                .filter(each -> partitions.contains(each.partition()))
                .toList();
        if (hasLost(consumer, assigned, stored)) {
            return false;
        }
        for (var partition : assigned) {
            var offset = stored.get(partition.partition());
            if (offset == null) {
                consumer.seekToBeginning(Set.of(partition));
            } else {
                // When the topic was created again, this offset may be after the end of the partition. Then Kafka
                // starts at the beginning of the partition (auto.offset.reset=earliest).
                consumer.seek(partition, offset + 1);
            }
            epochs.located(partition.partition(), offset);
        }
        return true;
    }

    /**
     * Whether Redis was emptied: according to the offset committed to Kafka, records of a partition were applied, but Redis has no offset
     * of this partition. A partition that ends at offset 0 does not count, because its topic was created again.
     *
     * <p>Also passes the committed offsets to {@link DeadLetters}.
     */
    private boolean hasLost(Consumer<?, ?> consumer, List<TopicPartition> partitions, Map<Integer, Long> stored) {
        var committed = new HashMap<>(consumer.committed(Set.copyOf(partitions), timeout));
        committed.values().removeIf(Objects::isNull);
        committed.forEach((partition, next) -> deadLetters.doneUpTo(partition.partition(), next.offset()));
        committed.keySet().removeIf(each -> stored.containsKey(each.partition()));
        return consumer.endOffsets(committed.keySet(), timeout).values().stream()
                .anyMatch(end -> end > 0);
    }
}
