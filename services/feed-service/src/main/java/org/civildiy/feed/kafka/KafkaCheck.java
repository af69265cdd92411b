package org.civildiy.feed.kafka;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import org.civildiy.defaults.observability.BackendHealth;

/**
 * The readiness check of Kafka and of the topics. It is always UP, even while Kafka is unavailable or a topic is missing, because the
 * streams can still be read. The problem is reported in the data of the check's response.
 */
@Readiness
class KafkaCheck implements AsyncHealthCheck {
    private final KafkaAdmin admin;
    private final TopicWatch topics;

    KafkaCheck(KafkaAdmin admin, TopicWatch topics) {
        this.admin = admin;
        this.topics = topics;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return BackendHealth.check("Kafka", admin::ping).map(this::ready);
    }

    private HealthCheckResponse ready(HealthCheckResponse kafka) {
        boolean connected = kafka.getStatus() == Status.UP;
        HealthCheckResponseBuilder ready =
                HealthCheckResponse.named(kafka.getName()).up().withData("connected", connected);
        if (!connected) {
            ready.withData("note", "Streams are served; new posts appear when Kafka is back");
        } else if (topics.problem().isPresent()) {
            ready.withData("note", "A topic does not exist and cannot be created; the log has the reason");
        }
        return ready.build();
    }
}
