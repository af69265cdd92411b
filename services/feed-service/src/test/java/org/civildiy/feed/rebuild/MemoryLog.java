package org.civildiy.feed.rebuild;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventJson;
import org.civildiy.events.PostsTopic;
import org.civildiy.feed.event.Batch;
import org.civildiy.feed.redis.RedisUnavailable;

/** Partitions in memory, as many as a test needs: a thousand of its cases have a thousand topics. */
public final class MemoryLog implements EventLog {
    private static final int LARGEST_READ = 7;

    private final Map<Integer, List<ConsumerRecord<byte[], byte[]>>> partitions = new TreeMap<>();
    private final Map<Integer, Long> projected = new TreeMap<>();

    /** Adds a record, and tells its offset. */
    public long append(int partition, PostEvent event) {
        return append(partition, event.data().postId(), PostEventJson.write(event));
    }

    /** Adds a record of any bytes, and tells its offset. */
    long append(int partition, String key, byte[] value) {
        var records = partitions.computeIfAbsent(partition, none -> new ArrayList<>());
        var record = new ConsumerRecord<>(
                PostsTopic.NAME, partition, records.size(), key.getBytes(StandardCharsets.UTF_8), value);
        records.add(record);
        return record.offset();
    }

    public boolean hasMore() {
        return partitions.entrySet().stream()
                .anyMatch(each -> next(each.getKey()) < each.getValue().size());
    }

    /** The next records of a partition. */
    public Batch next(int partition, int count) {
        int from = next(partition);
        return Batch.of(partitions.get(partition).subList(from, from + count));
    }

    /** So many of the next records, or as many as there are, of any partitions. */
    public Batch next(int count, Random chance) {
        var ends = new TreeMap<Integer, Integer>();
        partitions.keySet().forEach(partition -> ends.put(partition, next(partition)));
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (records.size() < count) {
            var more = partitions.keySet().stream()
                    .filter(each -> ends.get(each) < partitions.get(each).size())
                    .toList();
            if (more.isEmpty()) {
                break;
            }
            int partition = more.get(chance.nextInt(more.size()));
            records.add(partitions.get(partition).get(ends.merge(partition, 1, Integer::sum) - 1));
        }
        return Batch.of(records);
    }

    private int next(int partition) {
        return (int) (projected.getOrDefault(partition, -1L) + 1);
    }

    /** How far each partition was projected, as the consumer group tells it. */
    public Map<Integer, Long> projected() {
        return projected;
    }

    @Override
    public Map<Integer, Long> projected(Map<Integer, Long> positions) {
        return Map.copyOf(projected);
    }

    @Override
    public void read(int partition, long first, long last, Reader reader) throws RedisUnavailable {
        var records = partitions.get(partition);
        for (long from = first; from <= last; from += LARGEST_READ) {
            long to = Math.min(last + 1, from + LARGEST_READ);
            reader.read(records.subList((int) from, (int) to));
        }
    }

    /** The same log, and something that happens before each of its answers: the first one is number 1. */
    EventLog before(IntConsumer happening) {
        var answers = new AtomicInteger();
        return new EventLog() {
            @Override
            public Map<Integer, Long> projected(Map<Integer, Long> positions) {
                happening.accept(answers.incrementAndGet());
                return MemoryLog.this.projected(positions);
            }

            @Override
            public void read(int partition, long first, long last, Reader reader) throws RedisUnavailable {
                MemoryLog.this.read(partition, first, last, records -> {
                    happening.accept(answers.incrementAndGet());
                    reader.read(records);
                });
            }
        };
    }
}
