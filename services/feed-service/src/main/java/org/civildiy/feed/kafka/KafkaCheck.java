package org.civildiy.feed.kafka;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import org.civildiy.defaults.observability.BackendHealth;

/**
 * The readiness check of Kafka. It is UP also while Kafka is unavailable, because the streams can still be read; its data name the
 * outage.
 */
@Readiness
class KafkaCheck implements AsyncHealthCheck {
    private final KafkaAdmin admin;

    KafkaCheck(KafkaAdmin admin) {
        this.admin = admin;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return BackendHealth.check("Kafka", admin::ping).map(KafkaCheck::ready);
    }

    private static HealthCheckResponse ready(HealthCheckResponse kafka) {
        boolean connected = kafka.getStatus() == Status.UP;
        HealthCheckResponseBuilder ready =
                HealthCheckResponse.named(kafka.getName()).up().withData("connected", connected);
        return connected
                ? ready.build()
                : ready.withData("note", "Streams are served; new posts appear when Kafka is back")
                        .build();
    }
}
