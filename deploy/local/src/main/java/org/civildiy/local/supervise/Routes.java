package org.civildiy.local.supervise;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;

import org.civildiy.local.host.Json;
import org.civildiy.local.server.Probe;

/** The routes of the gateway, read from its API. A confirmed answer is kept for a second. */
final class Routes {
    private static final Duration HOLDS = Duration.ofSeconds(1);

    private final int dashboardPort;
    private List<String> confirmed = List.of();
    private Instant confirmedAt = Instant.EPOCH;

    Routes(int dashboardPort) {
        this.dashboardPort = dashboardPort;
    }

    /** Whether the gateway routes to each of these addresses, and its health check of each address succeeds. */
    boolean lead(List<String> addresses) {
        if (addresses.equals(confirmed) && confirmedAt.plus(HOLDS).isAfter(Instant.now())) {
            return true;
        }
        boolean all = healthy().containsAll(addresses);
        if (all) {
            confirmed = addresses;
            confirmedAt = Instant.now();
        }
        return all;
    }

    private Set<String> healthy() {
        var addresses = new HashSet<String>();
        try {
            String services = Probe.get(dashboardPort, "/api/http/services").orElse("[]");
            for (var service : Json.MAPPER.readTree(services)) {
                service.path("serverStatus").properties().forEach(server -> {
                    if (server.getValue().asText().equals("UP")) {
                        addresses.add(server.getKey().replaceFirst("^http://", ""));
                    }
                });
            }
        } catch (JsonProcessingException e) {
            return Set.of();
        }
        return addresses;
    }
}
