package org.civildiy.feed.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;

import org.civildiy.defaults.concurrent.Periodic;
import org.civildiy.feed.settings.Failures;

/**
 * A periodic check that the topics exist, while the service runs. An operator may delete a topic at any time in order to empty it, and the
 * broker does not create topics by itself.
 *
 * <ul>
 *   <li>A topic does not exist: it is created within {@link #BETWEEN_LOOKS}. Records that are sent to the topic meanwhile are sent again.
 *   <li>A topic cannot be created, for example without the permission: one warning for each new reason, and a note in {@link KafkaCheck}.
 *   <li>Kafka is unavailable: the next check tries again. There is no warning here, because other classes log the loss of Kafka.
 * </ul>
 */
@ApplicationScoped
class TopicWatch {
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final KafkaTopics topics;
    private Cancellable looks = () -> {};
    private volatile Optional<String> problem = Optional.empty();

    TopicWatch(KafkaTopics topics) {
        this.topics = topics;
    }

    void start(@Observes StartupEvent event) {
        looks = Periodic.every(BETWEEN_LOOKS, this::look);
    }

    void stop(@Observes ShutdownEvent event) {
        looks.cancel();
    }

    /** Why a topic that does not exist cannot be created; empty when all exist, and while Kafka is unavailable. */
    Optional<String> problem() {
        return problem;
    }

    private Uni<Void> look() {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(this::createMissing);
    }

    private void createMissing() {
        try {
            topics.createMissing();
            problem = Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (KafkaException | ExecutionException failure) {
            report(Failures.root(failure));
        }
    }

    private void report(Throwable failure) {
        if (failure instanceof RetriableException) {
            Log.debugf("topic: Kafka unavailable, will look again cause=%s", failure);
            problem = Optional.empty();
        } else if (!problem.equals(Optional.of(failure.toString()))) {
            problem = Optional.of(failure.toString());
            Log.warnf("topic: cannot be created, will try again cause=%s", failure);
        }
    }
}
