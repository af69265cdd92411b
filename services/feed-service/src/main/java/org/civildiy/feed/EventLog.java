package org.civildiy.feed;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The events of posts as a rebuild reads them: any part of a partition, as often as it likes. */
interface EventLog {
    /**
     * Up to which offset each partition has been projected, and is there to be read. What nobody has projected yet is left to the
     * projector, which tells those who listen.
     *
     * @param positions where the streams stand that are read
     */
    Map<Integer, Long> projected(Map<Integer, Long> positions);

    /** Hands over the records of a partition from one offset to another, both inclusive, in parts. */
    void read(int partition, long first, long last, Reader reader) throws RedisAway;

    /** Who is given the records. */
    @FunctionalInterface
    interface Reader {
        void take(List<ConsumerRecord<byte[], byte[]>> records) throws RedisAway;
    }
}
