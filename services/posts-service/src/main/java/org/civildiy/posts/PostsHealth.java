package org.civildiy.posts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.smallrye.health.api.AsyncHealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import org.civildiy.defaults.observability.BackendHealth;
import org.civildiy.outbox.BrokerConnection;
import org.civildiy.posts.store.PostStore;

/**
 * The readiness checks. MongoDB is required. An unavailable Kafka is reported, but the status stays UP: meanwhile, events wait in MongoDB.
 */
@ApplicationScoped
class PostsHealth {
    @Produces
    @ApplicationScoped
    @Readiness
    AsyncHealthCheck mongodb(PostStore store) {
        return () -> BackendHealth.check("MongoDB", store::ping);
    }

    @Produces
    @ApplicationScoped
    @Readiness
    AsyncHealthCheck kafka(BrokerConnection broker) {
        return () -> broker.answers().map(PostsHealth::kafka);
    }

    private static HealthCheckResponse kafka(boolean connected) {
        var response = HealthCheckResponse.named("Kafka").up().withData("connected", connected);
        return connected
                ? response.build()
                : response.withData("note", "events wait in MongoDB until Kafka answers")
                        .build();
    }
}
