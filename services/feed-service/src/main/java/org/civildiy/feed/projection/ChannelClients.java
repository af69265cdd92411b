package org.civildiy.feed.projection;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.reactive.messaging.ClientCustomizer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

import org.civildiy.feed.deadletter.DeadLetters;
import org.civildiy.feed.kafka.PartitionEpochs;
import org.civildiy.feed.kafka.StampingInterceptor;

/** The settings of the channels' Kafka clients that {@code application.properties} cannot express. */
@ApplicationScoped
@RegisterForReflection(targets = CooperativeStickyAssignor.class)
class ChannelClients implements ClientCustomizer<Map<String, Object>> {
    private final PartitionEpochs epochs;

    ChannelClients(PartitionEpochs epochs) {
        this.epochs = epochs;
    }

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        switch (channel) {
            case Projector.CHANNEL -> {
                all.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, StampingInterceptor.class.getName());
                all.put(StampingInterceptor.EPOCHS, epochs);
            }
            // The channel's setting retries=0 keeps the channel from sending a failed record again. But the channel
            // passes this setting on to its Kafka producer, and the producer shall retry until its delivery timeout.
            // So the setting is removed from the producer's settings.
            case DeadLetters.CHANNEL -> all.remove(ProducerConfig.RETRIES_CONFIG);
            default -> {}
        }
        return all;
    }
}
