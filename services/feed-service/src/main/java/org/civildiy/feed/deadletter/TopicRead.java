package org.civildiy.feed.deadletter;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** A read of what partitions hold by now, from the position of their consumer to their end. */
final class TopicRead {
    private static final Duration POLL = Duration.ofMillis(100);

    private TopicRead() {}

    /**
     * Passes the records on. Kafka unavailable, or no record for the timeout: {@link TimeoutException}.
     *
     * @param consumer that was assigned the partitions
     */
    static void toEnd(
            Consumer<byte[], byte[]> consumer,
            Duration timeout,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        var ends = consumer.endOffsets(consumer.assignment(), timeout);
        long deadline = System.nanoTime() + timeout.toNanos();
        while (isBefore(ends, consumer, timeout)) {
            var records = consumer.poll(POLL);
            records.forEach(reader);
            if (!records.isEmpty()) {
                deadline = System.nanoTime() + timeout.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException("No record of " + ends.keySet());
            }
        }
    }

    private static boolean isBefore(Map<TopicPartition, Long> ends, Consumer<?, ?> consumer, Duration timeout) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), timeout) < end.getValue());
    }
}
