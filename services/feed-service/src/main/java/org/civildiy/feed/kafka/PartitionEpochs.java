package org.civildiy.feed.kafka;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The epochs of the partitions that this instance consumes: they distinguish records polled before a seek from those polled after it.
 *
 * <p>While one batch is applied, the channel already polls the next records. When the consumer then seeks, these records may be the wrong
 * ones. So each seek starts a new epoch of its partition, on the polling thread. Every polled record gets a {@link Stamp}: the epoch, and
 * the offset of the record that was polled before it. A record of an older epoch is dropped. The previous offset has to be stored,
 * because compaction leaves gaps between offsets: a gap does not show that a record was missed.
 *
 * <p>A partition is <em>located</em> once its applied offset in Redis is known and the consumer was moved there. Records that are
 * polled before that are dropped at once; the seek makes the consumer poll them again.
 */
@Singleton
public final class PartitionEpochs {
    /** The record header that carries the stamp between the polling thread and the projector; it never reaches a topic. */
    public static final String HEADER = "feed-poll-stamp";

    private final Map<Integer, Epoch> partitions = new TreeMap<>();
    private long latest;

    /** The state of one partition since its last seek: whether it is located, and the offset of the last record that was polled. */
    private static final class Epoch {
        private final long number;
        private boolean located;
        private @Nullable Long polled;

        Epoch(long number) {
            this.number = number;
        }
    }

    /**
     * The stamp of a polled record.
     *
     * @param after the offset of the previous record in the same partition; {@code null} when there is none
     */
    public record Stamp(long epoch, @Nullable Long after) {
        private static final long NONE = -1;

        static Stamp of(ConsumerRecord<?, ?> polled) {
            var bytes = ByteBuffer.wrap(polled.headers().lastHeader(HEADER).value());
            long epoch = bytes.getLong();
            long after = bytes.getLong();
            return new Stamp(epoch, after == NONE ? null : after);
        }

        private void putOn(ConsumerRecord<?, ?> polled) {
            var bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(epoch).putLong(after == null ? NONE : after);
            polled.headers().remove(HEADER).add(HEADER, bytes.array());
        }
    }

    /** The records of the current epochs; and for each partition the offset of the record before the first of these records. */
    public record Current(List<ConsumerRecord<byte[], byte[]>> records, Map<Integer, Long> after) {}

    /** Adds partitions that a rebalance assigned to this instance. Their offsets in Redis are not known yet. */
    public synchronized void assigned(Collection<TopicPartition> given) {
        given.forEach(each -> partitions.put(each.partition(), new Epoch(++latest)));
    }

    /** Removes partitions that a rebalance revoked. */
    public synchronized void revoked(Collection<TopicPartition> taken) {
        taken.forEach(each -> partitions.remove(each.partition()));
    }

    /**
     * Makes all partitions unlocated, because Redis holds another offset than expected. Records that are polled until the next seek are
     * dropped.
     */
    public synchronized void lose() {
        partitions.replaceAll((partition, before) -> new Epoch(++latest));
    }

    /**
     * Makes a partition located, and starts a new epoch, after the consumer was moved to the record that follows this offset. To be called
     * on the polling thread, right after the seek.
     *
     * @param offset {@code null} when the consumer was moved to the beginning of the partition
     */
    public synchronized void located(int partition, @Nullable Long offset) {
        var epoch = new Epoch(++latest);
        epoch.located = true;
        epoch.polled = offset;
        partitions.replace(partition, epoch);
    }

    /** Stamps the records of a poll, and drops those of partitions that are not located. */
    public synchronized ConsumerRecords<byte[], byte[]> stamp(ConsumerRecords<byte[], byte[]> polled) {
        var stamped = new HashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        for (var partition : polled.partitions()) {
            var epoch = partitions.get(partition.partition());
            if (epoch != null && epoch.located) {
                var records = polled.records(partition);
                for (var each : records) {
                    new Stamp(epoch.number, epoch.polled).putOn(each);
                    epoch.polled = each.offset();
                }
                stamped.put(partition, records);
            }
        }
        return new ConsumerRecords<>(stamped, polled.nextOffsets());
    }

    /** The records of a batch that were polled after the last seek of their partition. */
    public synchronized Current current(Iterable<ConsumerRecord<byte[], byte[]>> polled) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        var after = new HashMap<Integer, Long>();
        for (var each : polled) {
            var stamp = Stamp.of(each);
            var epoch = partitions.get(each.partition());
            if (epoch != null && epoch.number == stamp.epoch()) {
                records.add(each);
                if (!after.containsKey(each.partition())) {
                    after.put(each.partition(), stamp.after());
                }
            }
        }
        return new Current(records, after);
    }

    /** The partitions that this instance consumes. */
    public synchronized Set<Integer> assigned() {
        return new TreeSet<>(partitions.keySet());
    }

    /** The consumed partitions whose offset in Redis is not known. */
    public synchronized Set<Integer> unlocated() {
        var unlocated = new TreeSet<Integer>();
        partitions.forEach((partition, epoch) -> {
            if (!epoch.located) {
                unlocated.add(partition);
            }
        });
        return unlocated;
    }
}
