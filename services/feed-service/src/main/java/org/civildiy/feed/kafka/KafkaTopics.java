package org.civildiy.feed.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

import org.civildiy.events.PostsTopic;

/** The topics of this service, and their creation where they do not exist yet. */
@ApplicationScoped
public class KafkaTopics {
    /** The topic of dead letters. */
    public static final String DEAD_LETTERS = "posts-events-dlq";

    /** Twice Kafka's default: a dead letter carries its reason beside what may be the largest record. */
    private static final int LARGEST_DEAD_LETTER = 2 * 1024 * 1024;

    /** No request waits for it, and a broker that has just started is slow. */
    private static final CreateTopicsOptions CREATION = new CreateTopicsOptions().timeoutMs(15_000);

    private final KafkaAdmin kafka;

    KafkaTopics(KafkaAdmin kafka) {
        this.kafka = kafka;
    }

    /** Creates what does not exist yet: the topic of the events as {@link PostsTopic} defines it, and that of the dead letters. */
    public void create() throws ExecutionException, InterruptedException {
        var events = new NewTopic(PostsTopic.NAME, Optional.of(PostsTopic.PARTITIONS), Optional.empty())
                .configs(PostsTopic.SETTINGS);
        var deadLetters = new NewTopic(DEAD_LETTERS, Optional.of(1), Optional.empty())
                .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_DEAD_LETTER)));
        var creations = kafka.admin()
                .createTopics(List.of(events, deadLetters), CREATION)
                .values();
        for (KafkaFuture<Void> creation : creations.values()) {
            try {
                creation.get();
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof TopicExistsException)) {
                    throw failure;
                }
            }
        }
    }
}
