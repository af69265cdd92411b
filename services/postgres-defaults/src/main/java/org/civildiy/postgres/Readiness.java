package org.civildiy.postgres;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.eclipse.microprofile.health.HealthCheckResponse;

import org.civildiy.defaults.observability.BackendHealth;

/** The readiness check of PostgreSQL. It is UP when a query succeeds and the schema migration is done. */
@ApplicationScoped
@org.eclipse.microprofile.health.Readiness
class Readiness implements AsyncHealthCheck {
    private static final String BACKEND = "PostgreSQL";

    private final Pool pool;
    private final Migration migration;

    Readiness(Pool pool, Migration migration) {
        this.pool = pool;
        this.migration = migration;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return BackendHealth.check(
                        BACKEND,
                        () -> pool.withConnection(connection -> UnavailableBackend.withoutLossLog(connection)
                                .query("SELECT 1")
                                .execute()))
                .map(response -> migration.isDone() || response.getStatus() == HealthCheckResponse.Status.DOWN
                        ? response
                        : unmigrated());
    }

    private static HealthCheckResponse unmigrated() {
        return HealthCheckResponse.named(BACKEND)
                .down()
                .withData("reason", "The tables are not migrated yet")
                .build();
    }
}
