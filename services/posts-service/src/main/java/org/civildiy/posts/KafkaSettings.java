package org.civildiy.posts;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;

import org.civildiy.events.PostsTopic;

/**
 * How Kafka is spoken to. What the environment says of the broker (its address, security) comes from {@code kafka.*}; what our
 * promises rest on is set here and cannot be configured away.
 */
record KafkaSettings(Map<String, Object> broker) {
    static final Duration LONGEST_BLOCK = Duration.ofSeconds(1);
    static final Duration LONGEST_DELIVERY = Duration.ofSeconds(3);
    static final Duration LONGEST_REQUEST = Duration.ofMillis(1500);

    /** Acknowledged by all replicas, in the order of sending, never late, never blocking for long. */
    Map<String, Object> producer() {
        var settings = known(ProducerConfig.configNames());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) LONGEST_DELIVERY.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LONGEST_REQUEST.toMillis());
        return settings;
    }

    Map<String, Object> admin() {
        var settings = known(AdminClientConfig.configNames());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LONGEST_REQUEST.toMillis());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) LONGEST_REQUEST.toMillis());
        return settings;
    }

    /** The topic as {@link PostsTopic} has it, with the broker's own number of replicas. */
    static NewTopic topic() {
        return new NewTopic(PostsTopic.NAME, Optional.of(PostsTopic.PARTITIONS), Optional.empty())
                .configs(PostsTopic.SETTINGS);
    }

    private Map<String, Object> known(Set<String> names) {
        var settings = new HashMap<>(broker);
        settings.keySet().retainAll(names);
        return settings;
    }
}
