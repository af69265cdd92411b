package org.civildiy.feed.projection;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

import org.civildiy.defaults.concurrent.Periodic;
import org.civildiy.feed.kafka.KafkaAdmin;
import org.civildiy.feed.settings.FeedConfig;

/**
 * The offsets in Kafka that {@link MonotonicReads} needs: those that the consumer group has committed, and the ends of the topic. They are
 * read once a second. An offset is committed only after Redis has applied it. So an instance that has just started learns which feeds
 * other instances may have shown.
 *
 * <p>Kafka unavailable: the request is sent again a second later; {@link MonotonicReads} keeps the offsets that it has.
 */
@ApplicationScoped
class CommittedOffsets {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final KafkaAdmin kafka;
    private final MonotonicReads reads;
    private final FeedConfig config;
    private Cancellable looks = () -> {};

    CommittedOffsets(KafkaAdmin kafka, MonotonicReads reads, FeedConfig config) {
        this.kafka = kafka;
        this.reads = reads;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        looks = Periodic.every(BETWEEN_LOOKS, this::look);
    }

    void stop(@Observes ShutdownEvent event) {
        looks.cancel();
    }

    private Uni<Void> look() {
        var before = reads.least();
        return Uni.combine()
                .all()
                .unis(kafka.ends(), kafka.committed(config.group()))
                .with((ends, committed) -> {
                    reads.lower(before, ends);
                    reads.raise(committed);
                    return ends;
                })
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> Log.debugf("projector: committed offsets are not known cause=%s", failure))
                .onFailure()
                .recoverWithNull();
    }
}
