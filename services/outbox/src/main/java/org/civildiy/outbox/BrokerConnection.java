package org.civildiy.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * The state of the connection to the broker. The broker counts as unavailable at first, and after a failed send. Then nothing is sent
 * until {@link #reconnect} has succeeded.
 *
 * <p>Reconnecting has two steps. First it creates the topic if the topic does not exist, so that no record creates a topic with other
 * settings. Then it asks the channel's producer for the topic's partitions. This request creates the producer at its first use: a
 * broker's name that does not resolve fails here and not at start-up. It also loads the metadata, so that a later send does not wait for
 * them.
 */
@ApplicationScoped
public class BrokerConnection {
    private static final Duration HEALTH_TIMEOUT = Duration.ofMillis(800);

    private final OutboxConfig config;
    private final OutboxDestination destination;
    private final KafkaClientService channels;
    private final Map<String, Object> adminSettings;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("outbox-connection").factory());

    private volatile @Nullable Admin admin;
    private volatile boolean available;

    BrokerConnection(
            OutboxConfig config,
            OutboxDestination destination,
            KafkaClientService channels,
            @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.config = config;
        this.destination = destination;
        this.channels = channels;
        this.adminSettings = new HashMap<>(broker);
        adminSettings.keySet().retainAll(AdminClientConfig.configNames());
        var timeout = (int) ProducerSettings.REQUEST_TIMEOUT.toMillis();
        adminSettings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        adminSettings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        // Kafka does not close a connection when its requests time out. When the peer has vanished, only this limit
        // closes the connection
        adminSettings.put(AdminClientConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG, 2 * timeout);
    }

    boolean isAvailable() {
        return available;
    }

    /** Marks the broker as available. */
    void found() {
        available = true;
    }

    /** Marks the broker as unavailable, until {@link #reconnect} succeeds. */
    void lost() {
        available = false;
    }

    /**
     * Completes when the broker is available again, or fails with {@link BrokerUnavailable}. Each of the two steps has its own timeout. One
     * timeout for both steps could end while a step still runs, and the failure of that step would arrive too late.
     */
    Uni<Void> reconnect() {
        if (available) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .voidItem()
                .emitOn(thread)
                .invoke(this::createTopic)
                .chain(() -> channels.getProducer(config.channel())
                        .partitionsFor(destination.topic().name())
                        .ifNoItem()
                        .after(ProducerSettings.REQUEST_TIMEOUT.multipliedBy(2))
                        .fail())
                .onFailure()
                .transform(failure -> new BrokerUnavailable(failure.toString()))
                .invoke(() -> {
                    found();
                    Log.infof("topic: connected name=%s", destination.topic().name());
                })
                .replaceWithVoid();
    }

    /** Whether the broker responds to a request now. */
    public Uni<Boolean> answers() {
        var asked = admin;
        return asked == null
                ? Uni.createFrom().item(false)
                : Uni.createFrom()
                        .completionStage(
                                () -> asked.describeCluster().clusterId().toCompletionStage())
                        .ifNoItem()
                        .after(HEALTH_TIMEOUT)
                        .fail()
                        .map(clusterId -> true)
                        .onFailure()
                        .recoverWithItem(false);
    }

    @PreDestroy
    void close() {
        thread.execute(() -> {
            if (admin != null) {
                admin.close(Duration.ZERO);
            }
        });
        thread.close();
    }

    private void createTopic() {
        if (admin == null) {
            admin = Admin.create(adminSettings);
        }
        try {
            admin.createTopics(List.of(destination.topic()))
                    .all()
                    .get(ProducerSettings.REQUEST_TIMEOUT.toMillis(), MILLISECONDS);
            Log.infof("topic: made name=%s", destination.topic().name());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new BrokerUnavailable(String.valueOf(e.getCause()));
            }
        } catch (InterruptedException | TimeoutException e) {
            throw new BrokerUnavailable(e.toString());
        }
    }

    /** The failure when the broker does not respond, or when there was no connection to it yet. */
    static final class BrokerUnavailable extends KafkaException {
        private static final long serialVersionUID = 1L;

        BrokerUnavailable(String message) {
            super(message);
        }
    }
}
