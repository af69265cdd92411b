package org.civildiy.outbox;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** The liveness of the outgoing channel: down only when it can never send again, so that the instance is started anew. */
@Liveness
@ApplicationScoped
class ChannelLiveness implements HealthCheck {
    private final EventSender sender;

    ChannelLiveness(EventSender sender) {
        this.sender = sender;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Outbox channel")
                .status(sender.fatal() == null)
                .build();
    }
}
