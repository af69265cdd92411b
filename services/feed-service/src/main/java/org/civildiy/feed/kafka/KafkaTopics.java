package org.civildiy.feed.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import org.civildiy.events.PostsTopic;

/** The topics of this service: their settings, and their creation when they do not exist. */
@ApplicationScoped
public class KafkaTopics {
    /** The topic of dead letters. */
    public static final String DEAD_LETTERS = "posts-events-dlq";

    /**
     * The maximum size of a dead letter in bytes: twice Kafka's default. A dead letter holds an unreadable record, which may have the
     * default's maximum size, and headers with the reason.
     */
    public static final int LARGEST_DEAD_LETTER = 2 * 1024 * 1024;

    /**
     * The maximum size of the topic of dead letters, in bytes. A dead letter waits until somebody fixes the defect that made it unreadable.
     * That may take longer than a week, after which Kafka deletes records by default. So this topic is limited by size and not by time.
     */
    private static final int MOST_DEAD_LETTERS = 1024 * 1024 * 1024;

    private static final List<NewTopic> TOPICS = List.of(
            new NewTopic(PostsTopic.NAME, Optional.of(PostsTopic.PARTITIONS), Optional.empty())
                    .configs(PostsTopic.SETTINGS),
            new NewTopic(DEAD_LETTERS, Optional.of(1), Optional.empty())
                    .configs(Map.of(
                            TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_DEAD_LETTER),
                            TopicConfig.RETENTION_MS_CONFIG, "-1",
                            TopicConfig.RETENTION_BYTES_CONFIG, Integer.toString(MOST_DEAD_LETTERS))));

    /** The timeout is long, because a broker that has just started is slow and no client's request waits for the creation. */
    private static final CreateTopicsOptions CREATION = new CreateTopicsOptions().timeoutMs(15_000);

    private final KafkaAdmin kafka;

    KafkaTopics(KafkaAdmin kafka) {
        this.kafka = kafka;
    }

    /** Creates the topics that do not exist: the topic of the events as {@link PostsTopic} defines it, and that of the dead letters. */
    public void createMissing() throws ExecutionException, InterruptedException {
        var missing = missing();
        var creations = missing.isEmpty()
                ? Map.<String, KafkaFuture<Void>>of()
                : kafka.admin().createTopics(missing, CREATION).values();
        for (var creation : creations.entrySet()) {
            try {
                creation.getValue().get();
                Log.infof("topic: created name=%s", creation.getKey());
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof TopicExistsException)) {
                    throw failure;
                }
            }
        }
    }

    private List<NewTopic> missing() throws ExecutionException, InterruptedException {
        var descriptions = kafka.admin()
                .describeTopics(TOPICS.stream().map(NewTopic::name).toList())
                .topicNameValues();
        var missing = new ArrayList<NewTopic>();
        for (var topic : TOPICS) {
            try {
                descriptions.get(topic.name()).get();
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failure;
                }
                missing.add(topic);
            }
        }
        return missing;
    }
}
