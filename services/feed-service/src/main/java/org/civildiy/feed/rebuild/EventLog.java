package org.civildiy.feed.rebuild;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.civildiy.feed.redis.RedisUnavailable;

/** The records of the topic as a rebuild reads them: any range of a partition, any number of times. */
interface EventLog {
    /**
     * For each partition the offset up to which it was projected, or its last offset if that is lower. A rebuild reads the topic up to
     * these offsets. It leaves later records to the projector, because the projector also appends them to the live log.
     *
     * @param offsets the applied offsets of the feeds that clients read
     */
    Map<Integer, Long> projected(Map<Integer, Long> offsets);

    /** Passes the records from the first to the last offset, both inclusive, to the reader, in parts. */
    void read(int partition, long first, long last, Reader reader) throws RedisUnavailable;

    /** The receiver of the records. */
    @FunctionalInterface
    interface Reader {
        void read(List<ConsumerRecord<byte[], byte[]>> records) throws RedisUnavailable;
    }
}
