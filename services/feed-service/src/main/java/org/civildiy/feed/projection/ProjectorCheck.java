package org.civildiy.feed.projection;

import java.util.List;
import java.util.function.BooleanSupplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.PublisherDecorator;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.reactive.messaging.Message;

import org.civildiy.feed.deadletter.DeadLetters;

/**
 * The liveness check of the projector. The check is DOWN when the incoming channel or the channel of dead letters has ended. Nothing
 * subscribes to an ended channel again, so the supervisor or orchestrator has to restart the instance. The check is UP while a channel
 * waits for Kafka.
 */
@Liveness
@ApplicationScoped
class ProjectorCheck implements HealthCheck, PublisherDecorator {
    private final BooleanSupplier deadLettersEnded;
    private volatile boolean ended;

    @Inject
    ProjectorCheck(DeadLetters deadLetters) {
        this(deadLetters::hasEnded);
    }

    ProjectorCheck(BooleanSupplier deadLettersEnded) {
        this.deadLettersEnded = deadLettersEnded;
    }

    @Override
    public Multi<? extends Message<?>> decorate(
            Multi<? extends Message<?>> publisher, List<String> channels, boolean isConnector) {
        return isConnector && channels.contains(Projector.CHANNEL)
                ? publisher.onTermination().invoke(() -> ended = true)
                : publisher;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("projector")
                .status(!ended && !deadLettersEnded.getAsBoolean())
                .build();
    }
}
