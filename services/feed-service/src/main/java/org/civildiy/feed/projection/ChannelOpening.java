package org.civildiy.feed.projection;

import java.util.concurrent.ExecutionException;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.reactive.messaging.ChannelRegistry;
import org.apache.kafka.common.KafkaException;

import org.civildiy.feed.kafka.KafkaTopics;
import org.civildiy.feed.settings.Failures;

/**
 * The opening of the projector's channel. The channel starts paused, so that the service can start while Kafka is unavailable. It is
 * resumed when the topics exist.
 */
@ApplicationScoped
class ChannelOpening {
    private final KafkaTopics topics;
    private final ChannelRegistry channels;

    ChannelOpening(KafkaTopics topics, ChannelRegistry channels) {
        this.topics = topics;
        this.channels = channels;
    }

    /**
     * Creates the topics that do not exist yet, and resumes the channel.
     *
     * @return false when Kafka is unavailable; then the channel stays paused
     */
    boolean tryOpen() throws InterruptedException {
        try {
            topics.createMissing();
        } catch (KafkaException | ExecutionException failure) {
            Log.warnf("projector: Kafka unavailable, will try again cause=%s", Failures.root(failure));
            return false;
        }
        channels.getPausable(Projector.CHANNEL).resume();
        return true;
    }
}
