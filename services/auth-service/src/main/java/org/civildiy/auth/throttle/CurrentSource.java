package org.civildiy.auth.throttle;

import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;

/** The {@link Source} of the current request: from {@code X-Forwarded-For} of the gateway, or without a gateway the calling address. */
@Singleton
class CurrentSource {
    private final CurrentVertxRequest current;
    private final ThrottleConfig config;

    CurrentSource(CurrentVertxRequest current, ThrottleConfig config) {
        this.current = current;
        this.config = config;
    }

    Source get() {
        var request = current.getCurrent().request();
        var forwarded = request.getHeader("X-Forwarded-For");
        return forwarded == null
                ? Source.of(request.remoteAddress().hostAddress())
                : Source.forwarded(forwarded, config.trustedProxies());
    }
}
