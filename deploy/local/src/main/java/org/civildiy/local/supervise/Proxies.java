package org.civildiy.local.supervise;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.civildiy.local.host.Ports;
import org.civildiy.local.host.StackException;
import org.civildiy.local.state.ComponentNames;

/**
 * TCP proxies between services and backends, for tests that break connections. With {@code BACKEND_PROXIES="redis=25001:25002"} services
 * connect to port 25001, where a proxy listens, and Redis itself listens at 25002. The proxy is not part of the stack: the caller runs it.
 * All clients of Kafka are redirected to the proxy, since the broker advertises one address.
 */
record Proxies(Map<String, Hop> hops) {
    static final String VARIABLE = "BACKEND_PROXIES";

    /** The port that services connect to, and the port that the backend listens at. */
    record Hop(int proxy, int backend) {}

    static Proxies parse(@Nullable String text) {
        var hops = new TreeMap<String, Hop>();
        for (String word : ComponentNames.parse(text)) {
            if (!word.matches("[a-z]+=\\d{1,5}:\\d{1,5}")) {
                throw new StackException("%s is NAME=PROXY_PORT:BACKEND_PORT, not %s".formatted(VARIABLE, word));
            }
            String[] parts = word.split("[=:]", -1);
            hops.put(parts[0], new Hop(port(parts[1]), port(parts[2])));
        }
        ComponentNames.check(hops.keySet(), Topology.BACKENDS);
        return new Proxies(hops);
    }

    private static int port(String text) {
        return Ports.reserve(Integer.parseInt(text));
    }

    /** Where the backend listens, if that is decided. */
    Optional<Integer> backend(String name) {
        return Optional.ofNullable(hops.get(name)).map(Hop::backend);
    }

    /** The port by which services reach a backend that listens at this one. */
    int reached(String name, int listening) {
        return Optional.ofNullable(hops.get(name)).map(Hop::proxy).orElse(listening);
    }
}
