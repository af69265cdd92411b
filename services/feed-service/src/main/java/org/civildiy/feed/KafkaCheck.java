package org.civildiy.feed;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import org.civildiy.defaults.observability.BackendHealth;

/** Without Kafka the streams are served as they are: ready, and the check tells that nothing new comes in. */
@Readiness
class KafkaCheck implements AsyncHealthCheck {
    private final Broker broker;

    KafkaCheck(Broker broker) {
        this.broker = broker;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return BackendHealth.check("Kafka", broker::ping).map(KafkaCheck::told);
    }

    private static HealthCheckResponse told(HealthCheckResponse kafka) {
        boolean connected = kafka.getStatus() == Status.UP;
        HealthCheckResponseBuilder told =
                HealthCheckResponse.named(kafka.getName()).up().withData("connected", connected);
        return connected
                ? told.build()
                : told.withData("note", "Streams are served; new posts appear when Kafka is back")
                        .build();
    }
}
