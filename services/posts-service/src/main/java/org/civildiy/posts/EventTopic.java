package org.civildiy.posts;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import org.civildiy.events.PostsTopic;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * The topic that tells of posts. Nothing here blocks its caller: the Kafka client blocks in places, so one thread of our own makes
 * all calls to it, which also keeps the order of the calls.
 *
 * <p>Away at first and after each failure of the broker: then everything on its way fails at once, sends fail without being
 * tried, and {@link #reconnect} is what brings it back. It also makes the topic, so that no record makes a topic of another form.
 *
 * <p>A producer of our own and not a messaging channel, because a channel sends a failed record again by itself, behind records of
 * the same post that came after it.
 */
@ApplicationScoped
class EventTopic {
    /** From calling {@link #send} in time to knowing how it ended: waiting for metadata, then for the acknowledgement. */
    static final Duration SLOWEST_SEND = KafkaSettings.LONGEST_BLOCK.plus(KafkaSettings.LONGEST_DELIVERY);

    private static final Duration HEALTH_PATIENCE = Duration.ofMillis(800);

    /** What is not acknowledged by then stays in its document. */
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(1);

    private final KafkaSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final ExecutorService caller = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("posts-events").factory());

    private volatile Admin admin;
    private volatile KafkaProducer<String, byte[]> producer;

    EventTopic(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.settings = new KafkaSettings(broker);
    }

    boolean isAway() {
        return producer == null;
    }

    /** Finds the broker again where it is away: makes the topic where it is absent, and is ready to send. */
    Uni<Void> reconnect() {
        return isAway()
                ? Uni.createFrom()
                        .voidItem()
                        .emitOn(caller)
                        .invoke(this::connect)
                        .onFailure()
                        .transform(failure -> new BrokerAway(failure.toString()))
                : Uni.createFrom().voidItem();
    }

    /**
     * Sends all events of a post that is leased to us, in their order; done when the broker has acknowledged the last. Not even
     * tried when it could outlast the lease.
     */
    Uni<Void> send(StoredPost held) {
        return Uni.createFrom()
                .item(held)
                .emitOn(caller)
                .flatMap(post -> Uni.createFrom().completionStage(sendNow(post)));
    }

    /** Whether the broker answers right now. */
    Uni<Boolean> answers() {
        var asking = admin;
        return asking == null
                ? Uni.createFrom().item(false)
                : Uni.createFrom()
                        .completionStage(
                                () -> asking.describeCluster().clusterId().toCompletionStage())
                        .ifNoItem()
                        .after(HEALTH_PATIENCE)
                        .fail()
                        .map(clusterId -> true)
                        .onFailure()
                        .recoverWithItem(false);
    }

    @PreDestroy
    void close() {
        caller.execute(() -> {
            if (producer != null) {
                producer.close(PATIENCE_AT_THE_END);
            }
            if (admin != null) {
                admin.close(Duration.ZERO);
            }
        });
        caller.close();
    }

    private void connect() {
        if (admin == null) {
            admin = Admin.create(settings.admin());
        }
        try {
            admin.createTopics(List.of(KafkaSettings.topic()))
                    .all()
                    .get(KafkaSettings.LONGEST_REQUEST.toMillis(), MILLISECONDS);
            Log.infof("topic: made name=%s", PostsTopic.NAME);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new BrokerAway(e.getCause().toString());
            }
        } catch (InterruptedException | TimeoutException e) {
            throw new BrokerAway(e.toString());
        }
        producer = new KafkaProducer<>(settings.producer(), new StringSerializer(), new ByteArraySerializer());
        Log.infof("topic: connected name=%s", PostsTopic.NAME);
    }

    private CompletableFuture<Void> sendNow(StoredPost held) {
        var open = producer;
        if (open == null || clock.instant().plus(SLOWEST_SEND).isAfter(held.leasedUntil())) {
            return CompletableFuture.failedFuture(new BrokerAway("not tried"));
        }
        var sent = CompletableFuture.<Void>completedFuture(null);
        for (var event : held.unpublished()) {
            var acknowledged = new CompletableFuture<RecordMetadata>();
            var _ = open.send(EventRecord.of(held.post().id(), event), (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.complete(metadata);
                } else {
                    lost(open, failure);
                    acknowledged.completeExceptionally(failure);
                }
            });
            sent = sent.thenCombine(acknowledged, (before, metadata) -> null);
            if (acknowledged.isCompletedExceptionally()) {
                break;
            }
        }
        return sent;
    }

    /** A failure that is not the record's own is the broker's. */
    private void lost(KafkaProducer<?, ?> failed, Exception failure) {
        if (failure instanceof RecordTooLargeException || failure instanceof InvalidRecordException) {
            Log.errorf("topic: the broker refuses a record cause=%s", failure.getMessage());
        } else if (failed.equals(producer)) {
            producer = null;
            caller.execute(() -> failed.close(Duration.ZERO));
        }
    }

    /** The broker does not answer, or it is not known that it does. */
    static final class BrokerAway extends KafkaException {
        private static final long serialVersionUID = 1L;

        BrokerAway(String message) {
            super(message);
        }
    }
}
