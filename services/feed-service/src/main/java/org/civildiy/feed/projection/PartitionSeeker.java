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
     * Moves these partitions behind the offsets in Redis, and starts their epochs. False, and nothing is moved, when Redis was emptied.
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
                // Behind the end of the partition, as after the topic was created again, Kafka starts at the beginning
                // as well.
                consumer.seek(partition, offset + 1);
            }
            epochs.located(partition.partition(), offset);
        }
        return true;
    }

    /** Whether Redis knows nothing of a partition that was projected according to Kafka, and whose records are still there. */
    private boolean hasLost(Consumer<?, ?> consumer, List<TopicPartition> partitions, Map<Integer, Long> stored) {
        var committed = new HashMap<>(consumer.committed(Set.copyOf(partitions), timeout));
        committed.values().removeIf(Objects::isNull);
        committed.forEach((partition, next) -> deadLetters.doneUpTo(partition.partition(), next.offset()));
        committed.keySet().removeIf(each -> stored.containsKey(each.partition()));
        return consumer.endOffsets(committed.keySet(), timeout).values().stream()
                .anyMatch(end -> end > 0);
    }
}
