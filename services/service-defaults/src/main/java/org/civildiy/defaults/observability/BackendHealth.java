package org.civildiy.defaults.observability;

import java.time.Duration;
import java.util.function.Supplier;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** The readiness check of one backend. Its response contains no host names or other internal details. */
public final class BackendHealth {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private BackendHealth() {}

    /**
     * UP when the ping succeeds within a second, else DOWN with a reason.
     *
     * @param backend the name of the backend in the response: PostgreSQL, MongoDB, Kafka or Redis
     * @param ping any request to the backend; any failure means that the backend is unavailable
     */
    public static Uni<HealthCheckResponse> check(String backend, Supplier<? extends Uni<?>> ping) {
        return Uni.createFrom()
                .deferred(() -> ping.get().replaceWithVoid())
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .map(responded -> HealthCheckResponse.up(backend))
                .onFailure()
                .recoverWithItem(failure -> down(backend, failure));
    }

    private static HealthCheckResponse down(String backend, Throwable failure) {
        Log.debugf("readiness: backend unavailable backend=%s cause=%s", backend, failure);
        return HealthCheckResponse.named(backend)
                .down()
                .withData("reason", backend + " does not answer")
                .build();
    }
}
