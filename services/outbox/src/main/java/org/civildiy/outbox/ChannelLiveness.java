package org.civildiy.outbox;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** The liveness check of the outgoing channel. It is DOWN only when the channel can never send again, so that the instance is restarted. */
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
