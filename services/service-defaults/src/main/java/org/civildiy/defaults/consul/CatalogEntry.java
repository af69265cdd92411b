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
    private static final String DROPPED_AFTER = "1m";
    private static final String LIVENESS_INTERVAL = "1s";

    /** Ten seconds by default, for which a frozen instance would get requests; the Vert.x client cannot set it. */
    private static final String LIVENESS_TIMEOUT = "1s";

    private static final String PASSING = "passing";

    /** Longer than any reload: the entry of an instance that nobody looks after does not become critical. */
    private static final String A_DAY = "24h";

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

    /** Where whoever reads the state of the check finds the reason. */
    String readiness() {
        return "http://" + authority() + "/health/ready";
    }

    String authority() {
        return address + ":" + config.port();
    }

    /**
     * The body of a registration: the entry with its two checks. The gateway routes to every instance without a critical check.
     *
     * <p>Alive: Consul requests {@code /health/live}. An instance that does not respond is critical, and is removed later. Ready: the
     * heartbeat reports whether a backend is unavailable. That is a warning only, because the instance's own 503 names the reason, which a
     * gateway without a route could not. An unmonitored entry has the check for ready only, and is not removed.
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
                .put("TTL", config.lookedAfter() ? config.timeToLive().toMillis() + "ms" : A_DAY)
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
