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
 * connect to a proxy at port 25001, and Redis itself listens at port 25002. The proxy is not part of the stack: the caller runs the proxy.
 * All clients of Kafka are redirected to the proxy, since the broker advertises only the address of the proxy.
 */
record Proxies(Map<String, Hop> hops) {
    static final String VARIABLE = "BACKEND_PROXIES";

    /** The two ports of a backend with a proxy: the proxy's port, to which services connect, and the port at which the backend listens. */
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

    /** The port at which a backend with a proxy has to listen; empty for a backend without a proxy. */
    Optional<Integer> backend(String name) {
        return Optional.ofNullable(hops.get(name)).map(Hop::backend);
    }

    /** The port to which services connect: the port of the backend's proxy, or {@code listening} when the backend has no proxy. */
    int reached(String name, int listening) {
        return Optional.ofNullable(hops.get(name)).map(Hop::proxy).orElse(listening);
    }
}
