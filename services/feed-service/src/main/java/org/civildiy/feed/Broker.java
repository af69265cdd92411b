package org.civildiy.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

import org.civildiy.events.PostsTopic;

/**
 * What is asked of Kafka beside the records themselves. Every question fails after the configured patience when Kafka is away, and
 * is answered again, without a restart, when it is back.
 */
@ApplicationScoped
class Broker {
    /** What was found among the events and is none. */
    static final String DEAD_LETTERS = "posts-events-dlq";

    /** Twice what Kafka takes by default: a dead letter carries its reason beside what may be the largest record. */
    static final int LARGEST_DEAD_LETTER = 2 * 1024 * 1024;

    /** Nobody waits for it, and a broker that has just started takes its time. */
    private static final CreateTopicsOptions CREATION = new CreateTopicsOptions().timeoutMs(15_000);

    private final Map<String, Object> connection;
    private final Duration patience;
    private Admin admin;

    Broker(@Identifier("default-kafka-broker") Map<String, Object> connection, FeedConfig config) {
        this.connection = connection;
        this.patience = config.patience();
    }

    /** The settings of a client of this broker, with these beside them. */
    Map<String, Object> client(Map<String, Object> settings) {
        var all = new HashMap<>(connection);
        all.putAll(settings);
        return all;
    }

    /** Creates the topics where they are not there yet: that of the events as {@link PostsTopic} has it, and that of the dead letters. */
    void createTopics() throws ExecutionException, InterruptedException {
        var events = new NewTopic(PostsTopic.NAME, Optional.of(PostsTopic.PARTITIONS), Optional.empty())
                .configs(PostsTopic.SETTINGS);
        var deadLetters = new NewTopic(DEAD_LETTERS, Optional.of(1), Optional.empty())
                .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_DEAD_LETTER)));
        var creations =
                admin().createTopics(List.of(events, deadLetters), CREATION).values();
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

    /** For each partition of the events' topic the offset that its next record will have. */
    Uni<Map<Integer, Long>> ends() {
        return ask(admin -> admin.describeTopics(List.of(PostsTopic.NAME))
                        .topicNameValues()
                        .get(PostsTopic.NAME))
                .chain(topic -> ask(admin -> admin.listOffsets(latestOf(topic)).all()))
                .map(Broker::byPartition);
    }

    /** Succeeds when Kafka answers. */
    Uni<?> ping() {
        return ask(admin -> admin.describeCluster().clusterId());
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    /** Not on the caller's thread: a client that is new looks up host names. */
    private <T> Uni<T> ask(Function<Admin, KafkaFuture<T>> question) {
        return Uni.createFrom()
                .<T>completionStage(() -> stage(question))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .ifNoItem()
                .after(patience)
                .fail();
    }

    private <T> CompletionStage<T> stage(Function<Admin, KafkaFuture<T>> question) {
        return question.apply(admin()).toCompletionStage();
    }

    /** Made at the first use, and not before: no client can be made while the broker's name cannot be resolved. */
    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(client(Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG, "feed-service-admin",
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis(),
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis())));
        }
        return admin;
    }

    private static Map<TopicPartition, OffsetSpec> latestOf(TopicDescription topic) {
        return topic.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic.name(), partition.partition()),
                        partition -> OffsetSpec.latest()));
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, ListOffsetsResultInfo> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(
                        offset -> offset.getKey().partition(),
                        offset -> offset.getValue().offset()));
    }
}
