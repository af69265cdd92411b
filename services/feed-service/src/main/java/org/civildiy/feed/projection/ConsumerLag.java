package org.civildiy.feed.projection;

import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;

import org.civildiy.feed.kafka.PartitionEpochs;

/**
 * The consumer lag: how many records are not in the streams yet. The lag includes records that were not polled, and records that were
 * polled and not applied.
 *
 * @param applied the offset of the last record that was applied, for each partition of which one is known
 */
record ConsumerLag(PartitionEpochs epochs, Map<Integer, Long> applied) {

    /**
     * The lag of all partitions that are assigned to the consumer; NaN while the offset in Redis is not known for every partition. To be
     * called on the polling thread.
     */
    double of(Consumer<?, ?> consumer) {
        if (!epochs.unlocated().isEmpty()) {
            return Double.NaN;
        }
        return consumer.assignment().stream()
                .mapToLong(each -> {
                    var notPolled = consumer.currentLag(each);
                    return notPolled.isEmpty()
                            ? 0
                            : notPolled.getAsLong()
                                    + Math.max(
                                            0,
                                            consumer.position(each) - 1 - applied.getOrDefault(each.partition(), -1L));
                })
                .sum();
    }
}
