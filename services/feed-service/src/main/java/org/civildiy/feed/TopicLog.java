package org.civildiy.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

import org.civildiy.events.PostsTopic;

/**
 * The topic itself, read beside the consumer group and without a trace in it. Kafka away, or nothing to be had from it for
 * {@link #PATIENCE}: Kafka's own exception.
 */
final class TopicLog implements EventLog, AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;

    TopicLog(Broker broker, FeedConfig config) {
        this.consumer = EventConsumer.ofWhatIsThere(broker, config);
    }

    @Override
    public Map<Integer, Long> projected(Map<Integer, Long> positions) {
        Set<TopicPartition> partitions = new HashSet<>();
        consumer.partitionsFor(PostsTopic.NAME, PATIENCE)
                .forEach(each -> partitions.add(new TopicPartition(each.topic(), each.partition())));
        var ends = consumer.endOffsets(partitions, PATIENCE);
        var committed = consumer.committed(partitions, PATIENCE);
        var projected = new TreeMap<Integer, Long>();
        for (var each : partitions) {
            long told = committed.get(each) == null ? 0 : committed.get(each).offset();
            long applied = positions.getOrDefault(each.partition(), -1L) + 1;
            long next = Math.min(Math.max(told, applied), ends.get(each));
            if (next > 0) {
                projected.put(each.partition(), next - 1);
            }
        }
        return projected;
    }

    @Override
    public void read(int partition, long first, long last, Reader reader) throws RedisAway {
        var source = new TopicPartition(PostsTopic.NAME, partition);
        consumer.assign(List.of(source));
        consumer.seek(source, first);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (long next = first; next <= last; next = consumer.position(source, PATIENCE)) {
            var records = consumer.poll(Duration.ofMillis(100)).records(source);
            var wanted = new ArrayList<ConsumerRecord<byte[], byte[]>>(records);
            wanted.removeIf(record -> record.offset() > last);
            if (!wanted.isEmpty()) {
                reader.take(wanted);
            }
            if (consumer.position(source, PATIENCE) > next) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException("Nothing to be had of " + source + " from " + next);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
