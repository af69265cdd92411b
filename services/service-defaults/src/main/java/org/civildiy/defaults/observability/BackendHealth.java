package org.civildiy.defaults.observability;

import java.time.Duration;
import java.util.function.Supplier;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Readiness of one backend, told without any name of the inside. */
public final class BackendHealth {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private BackendHealth() {}

    /**
     * UP when the ping succeeds within a second, else DOWN with a reason.
     *
     * @param backend its name in the answer: PostgreSQL, MongoDB, Kafka or Redis
     * @param ping asks the backend for anything; a failure of any kind means that it is away
     */
    public static Uni<HealthCheckResponse> check(String backend, Supplier<? extends Uni<?>> ping) {
        return Uni.createFrom()
                .deferred(() -> ping.get().replaceWithVoid())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(answered -> HealthCheckResponse.up(backend))
                .onFailure()
                .recoverWithItem(failure -> down(backend, failure));
    }

    private static HealthCheckResponse down(String backend, Throwable failure) {
        Log.debugf("readiness: backend away backend=%s cause=%s", backend, failure);
        return HealthCheckResponse.named(backend)
                .down()
                .withData("reason", backend + " does not answer")
                .build();
    }
}
