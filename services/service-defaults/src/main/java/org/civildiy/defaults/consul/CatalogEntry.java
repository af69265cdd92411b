package org.civildiy.defaults.consul;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.ext.consul.CheckOptions;
import io.vertx.ext.consul.CheckStatus;
import io.vertx.ext.consul.ServiceOptions;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What Consul is told of this instance. Its id is made of its address, so a restarted instance takes the place of its dead
 * predecessor and no ghost stays behind.
 */
@ApplicationScoped
class CatalogEntry {
    private static final String DROPPED_AFTER = "1m";
    /** Consul gives up on a request after the same time. */
    private static final String LIVENESS_INTERVAL = "1s";

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
     * The entry with its two checks. The gateway routes to every instance without a critical check. Alive: Consul asks; an instance that
     * does not answer is critical, and later dropped. Ready: the instance tells by its heartbeat whether it lacks a backend, which is a
     * warning and no more, since it answers its clients better than a gateway without a route. One that nobody looks after has only the
     * latter.
     */
    ServiceOptions options() {
        return new ServiceOptions()
                .setId(id())
                .setName(service)
                .setAddress(address)
                .setPort(config.port())
                .setTags(config.tags().orElse(List.of()))
                .setCheckListOptions(config.lookedAfter() ? List.of(alive(), ready()) : List.of(ready()));
    }

    private CheckOptions alive() {
        return new CheckOptions()
                .setId(id() + "-alive")
                .setName("alive")
                .setHttp("http://" + authority() + "/health/live")
                .setInterval(LIVENESS_INTERVAL)
                .setDeregisterAfter(DROPPED_AFTER)
                .setStatus(CheckStatus.PASSING);
    }

    private CheckOptions ready() {
        return new CheckOptions()
                .setId(readyCheck())
                .setName("ready")
                .setTtl(config.lookedAfter() ? config.timeToLive().toMillis() + "ms" : A_DAY)
                .setStatus(CheckStatus.PASSING);
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
