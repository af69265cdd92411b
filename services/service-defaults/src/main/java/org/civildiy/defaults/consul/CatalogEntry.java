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
 * The entry of this instance in Consul's catalog. Its id contains the instance's address, so that a restarted instance replaces the entry
 * of its predecessor.
 */
@ApplicationScoped
class CatalogEntry {
    private static final String DROPPED_AFTER = "1m";
    private static final String READINESS_INTERVAL = "2s";
    private static final String GATEWAY_CHECK = ".loadbalancer.healthcheck.";

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

    String aliveCheck() {
        return id() + "-alive";
    }

    String authority() {
        return address + ":" + config.port();
    }

    /**
     * The entry with its two checks. The readiness check shows operators which instance lacks a backend, and never removes the
     * entry. The heartbeat check removes the entry when the heartbeats end. An unmonitored entry has only the heartbeat check, and is
     * not removed.
     */
    ServiceOptions options() {
        return new ServiceOptions()
                .setId(id())
                .setName(service)
                .setAddress(address)
                .setPort(config.port())
                .setTags(tags())
                .setCheckListOptions(
                        config.lookedAfter()
                                ? List.of(ready(), alive().setDeregisterAfter(DROPPED_AFTER))
                                : List.of(alive()));
    }

    private List<String> tags() {
        return config.tags().orElse(List.of()).stream()
                .filter(tag -> config.lookedAfter() || !tag.contains(GATEWAY_CHECK))
                .toList();
    }

    private CheckOptions ready() {
        return new CheckOptions()
                .setId(id() + "-ready")
                .setName("ready")
                .setHttp("http://" + authority() + "/health/ready")
                .setInterval(READINESS_INTERVAL)
                .setStatus(CheckStatus.PASSING);
    }

    private CheckOptions alive() {
        return new CheckOptions()
                .setId(aliveCheck())
                .setName("alive")
                .setTtl(config.timeToLive().toMillis() + "ms")
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
