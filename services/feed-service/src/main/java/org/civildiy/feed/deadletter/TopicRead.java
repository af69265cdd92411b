package org.civildiy.feed.deadletter;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

import org.civildiy.defaults.concurrent.Deadline;

/** A read of partitions to the end that they have when the read begins. */
final class TopicRead {
    private static final Duration POLL = Duration.ofMillis(100);

    private TopicRead() {}

    /**
     * Passes the records to the reader, from the position of the consumer to the end of its partitions. Throws a
     * {@link TimeoutException} when Kafka is unavailable, or when no record arrives within the timeout.
     *
     * @param consumer the consumer to which the partitions are assigned
     */
    static void toEnd(
            Consumer<byte[], byte[]> consumer,
            Duration timeout,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        var ends = consumer.endOffsets(consumer.assignment(), timeout);
        var deadline = Deadline.after(timeout);
        while (hasMore(ends, consumer, timeout)) {
            var records = consumer.poll(POLL);
            records.forEach(reader);
            if (!records.isEmpty()) {
                deadline = Deadline.after(timeout);
            } else if (deadline.hasPassed()) {
                throw new TimeoutException("No record of " + ends.keySet());
            }
        }
    }

    private static boolean hasMore(Map<TopicPartition, Long> ends, Consumer<?, ?> consumer, Duration timeout) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), timeout) < end.getValue());
    }
}
