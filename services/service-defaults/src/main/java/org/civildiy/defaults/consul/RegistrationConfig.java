package org.civildiy.defaults.consul;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How an instance makes itself known in Consul. Checked at start-up. */
@ConfigMapping(prefix = "registration")
interface RegistrationConfig {
    /** Where Consul is ({@code CONSUL_HOST}); without it the instance runs unregistered. */
    Optional<String> consulHost();

    /** Consul's HTTP port ({@code CONSUL_PORT}). */
    @WithDefault("8500")
    @Min(1)
    @Max(65_535)
    int consulPort();

    /** What Consul's access control knows this service by ({@code CONSUL_HTTP_TOKEN}), where it has any. */
    Optional<String> consulToken();

    /** The address that others reach this instance at; its first own IPv4 address that is not loopback by default. */
    Optional<String> address();

    /** The port that others reach this instance at. */
    @Min(0)
    @Max(65_535)
    int port();

    /** Tags of the catalog entry, for others who read the catalog; the gateway reads none. */
    Optional<List<String>> tags();

    /** How often the instance tells Consul whether it is ready. */
    @WithDefault("1s")
    Duration heartbeat();

    /** Without a heartbeat for so long the gateway sends no more requests. Long, since a Consul that was frozen has heard of nobody. */
    @WithDefault("1m")
    Duration timeToLive();

    /**
     * Whether Consul and the gateway look after the entry: by requests of their own, and by dropping it when the instance stops. Not
     * in dev mode: there a request may begin a reload, which takes longer than anyone waits who only looks, and an instance that is
     * reloaded, or shows what is wrong with the last change, keeps its route.
     */
    @WithDefault("true")
    boolean lookedAfter();
}
