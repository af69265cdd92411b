package org.civildiy.feed;

import java.util.Map;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How the topic is read: at once, as it was written, and from the beginning where nothing else is known. */
@RegisterForReflection(targets = CooperativeStickyAssignor.class)
final class EventConsumer {
    /** The shortest that a broker takes by default: so soon the partitions of an instance that died go to the others. */
    private static final int SESSION_MILLIS = 6_000;

    /** Few enough that readers of Redis hardly notice the script, also when the streams are built anew. */
    private static final int LARGEST_BATCH = 200;

    private EventConsumer() {}

    static Consumer<byte[], byte[]> of(Broker broker, FeedConfig config) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                config.group(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                1,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                LARGEST_BATCH,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                SESSION_MILLIS,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                SESSION_MILLIS / 4,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        return new KafkaConsumer<>(broker.client(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
