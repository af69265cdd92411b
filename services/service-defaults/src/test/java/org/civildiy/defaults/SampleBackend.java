package org.civildiy.defaults;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A backend of the sample service that is away when a test says so. */
@Readiness
@ApplicationScoped
class SampleBackend implements HealthCheck {
    private volatile boolean away;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.builder().name("Sample").status(!away).build();
    }

    void isAway(boolean now) {
        away = now;
    }
}
