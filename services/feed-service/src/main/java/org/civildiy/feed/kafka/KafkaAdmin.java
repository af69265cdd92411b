package org.civildiy.feed.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

import org.civildiy.events.PostsTopic;
import org.civildiy.feed.settings.FeedConfig;

/**
 * Kafka's admin client. While Kafka is unavailable, a request fails after the configured timeout. When Kafka is back, requests succeed
 * again without a restart of the service.
 *
 * <p>When a broker freezes or its machine vanishes, the connection stays open and no request is answered. The client ends each request
 * after its timeout, but closes the connection only when it was idle for too long. The default is five minutes, and all requests of that
 * time would fail. Therefore this class sets twice the timeout.
 */
@ApplicationScoped
public class KafkaAdmin {
    private final Map<String, Object> connection;
    private final Duration timeout;
    private Admin admin;

    KafkaAdmin(@Identifier("default-kafka-broker") Map<String, Object> connection, FeedConfig config) {
        this.connection = connection;
        this.timeout = config.timeout();
    }

    /** The settings that a Kafka client needs to connect to the broker, with these added. */
    public Map<String, Object> client(Map<String, Object> settings) {
        var all = new HashMap<>(connection);
        all.putAll(settings);
        return all;
    }

    /** For each partition of the topic of the events: the offset that its next record will get. */
    public Uni<Map<Integer, Long>> ends() {
        return send(admin -> admin.describeTopics(List.of(PostsTopic.NAME))
                        .topicNameValues()
                        .get(PostsTopic.NAME))
                .chain(topic -> send(admin -> admin.listOffsets(latestOf(topic)).all()))
                .map(KafkaAdmin::byPartition);
    }

    /**
     * For each partition of the topic of the events: the offset of the last record before the offset that this consumer group has
     * committed, which is the offset of the next record to read. Partitions without a committed offset are absent.
     */
    public Uni<Map<Integer, Long>> committed(String group) {
        return send(admin -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .map(KafkaAdmin::lastBefore);
    }

    /** Succeeds when Kafka responds. */
    Uni<?> ping() {
        return send(admin -> admin.describeCluster().clusterId());
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    /** Sends a request on a worker thread, because the creation of the client may block while it resolves host names. */
    private <T> Uni<T> send(Function<Admin, KafkaFuture<T>> request) {
        return Uni.createFrom()
                .<T>completionStage(() -> stage(request))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    private <T> CompletionStage<T> stage(Function<Admin, KafkaFuture<T>> request) {
        return request.apply(admin()).toCompletionStage();
    }

    /** The client. It is created at the first use: no client can be created while the broker's name does not resolve. */
    synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(client(Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG,
                    "feed-service-admin",
                    AdminClientConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG,
                    timeout.multipliedBy(2).toMillis(),
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    (int) timeout.toMillis(),
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    (int) timeout.toMillis())));
        }
        return admin;
    }

    private static Map<TopicPartition, OffsetSpec> latestOf(TopicDescription topic) {
        return topic.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic.name(), partition.partition()),
                        partition -> OffsetSpec.latest()));
    }

    private static Map<Integer, Long> lastBefore(Map<TopicPartition, OffsetAndMetadata> committed) {
        var offsets = new HashMap<Integer, Long>();
        committed.forEach((partition, next) -> {
            if (partition.topic().equals(PostsTopic.NAME) && next != null && next.offset() > 0) {
                offsets.put(partition.partition(), next.offset() - 1);
            }
        });
        return offsets;
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, ListOffsetsResultInfo> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(
                        offset -> offset.getKey().partition(),
                        offset -> offset.getValue().offset()));
    }
}
