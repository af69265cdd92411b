package org.civildiy.feed.rebuild;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import org.civildiy.defaults.concurrent.Deadline;
import org.civildiy.events.PostsTopic;
import org.civildiy.feed.kafka.KafkaAdmin;
import org.civildiy.feed.redis.RedisUnavailable;
import org.civildiy.feed.settings.FeedConfig;

/**
 * The topic, read by a consumer that does not join the consumer group: this class assigns the partitions itself and commits no offset.
 * When Kafka is unavailable, or sends no record for {@link #TIMEOUT}, the methods throw Kafka's own exception.
 */
final class TopicLog implements EventLog, AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The most records of one batch: so few that the script hardly delays the commands of readers. */
    private static final int LARGEST_BATCH = 200;

    /** The time in ms that the broker waits for records before it responds: short, so that a read at the end of a partition is not slow. */
    private static final int NO_WAIT = 5;

    private final Consumer<byte[], byte[]> consumer;

    TopicLog(KafkaAdmin broker, FeedConfig config) {
        this.consumer = new KafkaConsumer<>(
                broker.client(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        config.group(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        LARGEST_BATCH,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        NO_WAIT)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public Map<Integer, Long> projected(Map<Integer, Long> offsets) {
        Set<TopicPartition> partitions = new HashSet<>();
        consumer.partitionsFor(PostsTopic.NAME, TIMEOUT)
                .forEach(each -> partitions.add(new TopicPartition(each.topic(), each.partition())));
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException(PostsTopic.NAME + " does not exist");
        }
        var ends = consumer.endOffsets(partitions, TIMEOUT);
        var committed = consumer.committed(partitions, TIMEOUT);
        var projected = new TreeMap<Integer, Long>();
        for (var each : partitions) {
            long projectedBefore =
                    committed.get(each) == null ? 0 : committed.get(each).offset();
            long applied = offsets.getOrDefault(each.partition(), -1L) + 1;
            long next = Math.min(Math.max(projectedBefore, applied), ends.get(each));
            if (next > 0) {
                projected.put(each.partition(), next - 1);
            }
        }
        return projected;
    }

    @Override
    public void read(int partition, long first, long last, Reader reader) throws RedisUnavailable {
        var source = new TopicPartition(PostsTopic.NAME, partition);
        consumer.assign(List.of(source));
        consumer.seek(source, first);
        var deadline = Deadline.after(TIMEOUT);
        for (long next = first; next <= last; next = consumer.position(source, TIMEOUT)) {
            var records = consumer.poll(Duration.ofMillis(100)).records(source);
            var wanted = new ArrayList<ConsumerRecord<byte[], byte[]>>(records);
            wanted.removeIf(record -> record.offset() > last);
            if (!wanted.isEmpty()) {
                reader.read(wanted);
            }
            if (consumer.position(source, TIMEOUT) > next) {
                deadline = Deadline.after(TIMEOUT);
            } else if (deadline.hasPassed()) {
                throw new TimeoutException("No record of " + source + " from offset " + next);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
