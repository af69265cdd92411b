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

    /** The broker's answer when there is nothing new; the next question is not asked before it. */
    private static final int LONGEST_WAIT = 500;

    private static final int NO_WAIT = 5;

    private EventConsumer() {}

    /** For a member of the group, who waits for what comes. */
    static Consumer<byte[], byte[]> of(Broker broker, FeedConfig config) {
        return of(broker, config, LONGEST_WAIT);
    }

    /** For who reads what is there already, and goes on to another partition where there is no more. */
    static Consumer<byte[], byte[]> ofWhatIsThere(Broker broker, FeedConfig config) {
        return of(broker, config, NO_WAIT);
    }

    private static Consumer<byte[], byte[]> of(Broker broker, FeedConfig config, int waitMillis) {
        Map<String, Object> settings = Map.ofEntries(
                Map.entry(ConsumerConfig.GROUP_ID_CONFIG, config.group()),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, LARGEST_BATCH),
                Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS),
                Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 4),
                Map.entry(
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName()),
                Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, waitMillis));
        return new KafkaConsumer<>(broker.client(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
