package org.civildiy.defaults.consul;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Configuration of the registration in Consul. The values are checked at start-up. */
@ConfigMapping(prefix = "registration")
interface RegistrationConfig {
    /** Consul's host ({@code CONSUL_HOST}); without it the instance is not registered. */
    Optional<String> consulHost();

    /** Consul's HTTP port ({@code CONSUL_PORT}). */
    @WithDefault("8500")
    @Min(1)
    @Max(65_535)
    int consulPort();

    /** The token for Consul's access control ({@code CONSUL_HTTP_TOKEN}); not set when access control is off. */
    Optional<String> consulToken();

    /** The address under which the gateway reaches this instance; by default its first IPv4 address that is not loopback. */
    Optional<String> address();

    /** The port under which the gateway reaches this instance. */
    @Min(0)
    @Max(65_535)
    int port();

    /** The tags of the catalog entry, for other readers of the catalog. The gateway reads no tags. */
    Optional<List<String>> tags();

    /** The interval of heartbeats to Consul. */
    @WithDefault("1s")
    Duration heartbeat();

    /**
     * The time without a heartbeat after which the gateway sends no more requests. It is long, because after Consul itself was frozen it
     * has received no heartbeat of any instance, and all instances would be critical at once.
     */
    @WithDefault("1m")
    Duration timeToLive();

    /**
     * Whether the entry is monitored: Consul and the gateway send health checks, and the entry is removed when the instance stops.
     * Monitoring is off in dev mode for two reasons. A health check may start a reload, which takes longer than the timeout of the check.
     * And the instance should keep its entry while it reloads or shows a compilation error.
     */
    @WithDefault("true")
    boolean lookedAfter();
}
