package org.civildiy.feed.rebuild;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.civildiy.feed.redis.RedisUnavailable;

/** The records of the topic as a rebuild reads them: any range of a partition, any number of times. */
interface EventLog {
    /**
     * The offset up to which each partition was projected and can be read. What is not projected yet is left to the projector, which
     * publishes it to the live log as well.
     *
     * @param offsets the applied offsets of the feeds that clients read
     */
    Map<Integer, Long> projected(Map<Integer, Long> offsets);

    /** Passes the records from the first to the last offset, both inclusive, to the reader, in parts. */
    void read(int partition, long first, long last, Reader reader) throws RedisUnavailable;

    /** What receives the records. */
    @FunctionalInterface
    interface Reader {
        void read(List<ConsumerRecord<byte[], byte[]>> records) throws RedisUnavailable;
    }
}
