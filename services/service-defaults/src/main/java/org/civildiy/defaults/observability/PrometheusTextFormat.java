package org.civildiy.defaults.observability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A filter that makes the format of {@code /metrics} Prometheus's text format, whatever the {@code Accept} of the request is. Without the
 * filter, a client that accepts every format gets OpenMetrics.
 */
@ApplicationScoped
class PrometheusTextFormat {
    private static final int BEFORE_THE_REGISTRY = 9_000;

    private final String path;

    PrometheusTextFormat(@ConfigProperty(name = "quarkus.micrometer.export.prometheus.path") String path) {
        this.path = path;
    }

    void register(@Observes Filters filters) {
        filters.register(this::prefer, BEFORE_THE_REGISTRY);
    }

    private void prefer(RoutingContext request) {
        if (path.equals(request.request().path())) {
            request.request().headers().set(HttpHeaders.ACCEPT, "text/plain");
        }
        request.next();
    }
}
