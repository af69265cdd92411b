package org.civildiy.defaults.consul;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The entry of this instance in Consul's catalog. Its id contains the instance's address, so that a restarted instance replaces the entry
 * of its predecessor.
 */
@ApplicationScoped
class CatalogEntry {
    /** Consul removes the entry of an instance that has been critical for this long. */
    private static final String DROPPED_AFTER = "1m";

    private static final String LIVENESS_INTERVAL = "1s";

    /**
     * The timeout of the liveness check. Consul's default is ten seconds, during which a frozen instance would still get requests. The
     * Vert.x client for Consul cannot set this timeout, so {@link Registrar} sends the registration as JSON.
     */
    private static final String LIVENESS_TIMEOUT = "1s";

    private static final String PASSING = "passing";

    /**
     * The time to live of an unmonitored entry (dev mode). It is longer than any reload, so that the entry does not become critical
     * during a reload.
     */
    private static final String UNMONITORED_TTL = "24h";

    private final String service;
    private final RegistrationConfig config;
    private final String address;

    CatalogEntry(@ConfigProperty(name = "quarkus.application.name") String service, RegistrationConfig config) {
        this.service = service;
        this.config = config;
        this.address = config.address().orElseGet(CatalogEntry::ownAddress);
    }

    String id() {
        return service + "-" + address.replaceAll("[.:]", "-") + "-" + config.port();
    }

    String readyCheck() {
        return id() + "-ready";
    }

    /** The note of the check {@code ready} in Consul: the URL at which an operator finds the reason for the state of the check. */
    String readiness() {
        return "http://" + authority() + "/health/ready";
    }

    String authority() {
        return address + ":" + config.port();
    }

    /**
     * The body of a registration: the entry with its two checks. The gateway routes to every instance without a critical check.
     *
     * <ul>
     *   <li>Alive: Consul requests {@code /health/live}. An instance that does not respond is critical, and is removed later.
     *   <li>Ready: the heartbeat reports whether a backend is unavailable. The check is then only a warning, so that the gateway still
     *       routes to the instance. The instance's own 503 names the reason; a gateway without an instance could not.
     * </ul>
     *
     * <p>An unmonitored entry has only the check for ready, and is not removed.
     */
    JsonObject registration() {
        return new JsonObject()
                .put("ID", id())
                .put("Name", service)
                .put("Address", address)
                .put("Port", config.port())
                .put("Tags", new JsonArray(config.tags().orElse(List.of())))
                .put("Checks", config.lookedAfter() ? JsonArray.of(alive(), ready()) : JsonArray.of(ready()));
    }

    private JsonObject alive() {
        return new JsonObject()
                .put("CheckID", id() + "-alive")
                .put("Name", "alive")
                .put("HTTP", "http://" + authority() + "/health/live")
                .put("Interval", LIVENESS_INTERVAL)
                .put("Timeout", LIVENESS_TIMEOUT)
                .put("DeregisterCriticalServiceAfter", DROPPED_AFTER)
                .put("Status", PASSING);
    }

    private JsonObject ready() {
        return new JsonObject()
                .put("CheckID", readyCheck())
                .put("Name", "ready")
                .put("TTL", config.lookedAfter() ? config.timeToLive().toMillis() + "ms" : UNMONITORED_TTL)
                .put("Status", PASSING);
    }

    private static String ownAddress() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(own -> own instanceof Inet4Address && !own.isLoopbackAddress() && !own.isLinkLocalAddress())
                    .map(own -> own.getHostAddress())
                    .findFirst()
                    .orElse("127.0.0.1");
        } catch (SocketException e) {
            return "127.0.0.1";
        }
    }
}
