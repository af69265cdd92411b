package org.civildiy.outbox;

import java.time.Duration;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.reactive.messaging.ClientCustomizer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

/**
 * The settings of the channel's Kafka producer that the outbox's guarantees depend on. The configuration cannot change them.
 *
 * <p>The channel's attribute {@code retries=0} keeps SmallRye from sending a failed record again, after later records of the same key.
 * But SmallRye passes this attribute on to the Kafka producer as well. The producer's own retries are needed, and they are safe, because
 * idempotence keeps the order. Therefore this class sets them.
 */
@ApplicationScoped
class ProducerSettings implements ClientCustomizer<Map<String, Object>> {
    static final Duration MAX_BLOCK = Duration.ofSeconds(1);
    static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(3);
    static final Duration REQUEST_TIMEOUT = Duration.ofMillis(1500);

    /** The longest time from the start of a send to its outcome: the wait for metadata, then for the acknowledgement. */
    static final Duration MAX_SEND_TIME = MAX_BLOCK.plus(DELIVERY_TIMEOUT);

    private final String channel;

    ProducerSettings(OutboxConfig config) {
        this.channel = config.channel();
    }

    /** SmallRye reads these values as text. */
    @Override
    public Map<String, Object> customize(String name, Config attributes, Map<String, Object> settings) {
        if (channel.equals(name)) {
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
            settings.put(ProducerConfig.RETRIES_CONFIG, String.valueOf(Integer.MAX_VALUE));
            settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
            settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(MAX_BLOCK.toMillis()));
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(DELIVERY_TIMEOUT.toMillis()));
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, String.valueOf(REQUEST_TIMEOUT.toMillis()));
        }
        return settings;
    }
}
