package org.civildiy.local.server;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.civildiy.local.host.Ports;
import org.civildiy.local.host.StackException;
import org.civildiy.local.state.ComponentNames;

/**
 * The services in Quarkus's dev mode, and their ports.
 *
 * @param places the ports of each service in dev mode
 * @param console whether only one service is in dev mode; that service then has the terminal
 */
public record DevMode(Map<String, Place> places, boolean console) {
    public static final DevMode NONE = new DevMode(Map.of(), false);

    private static final String VARIABLE = "DEV_PORT";
    private static final int DEFAULT_PORT = 5001;
    private static final int DEBUGGER_OFFSET = 100;
    private static final int HIGHEST_PORT = 65_535;

    /** The ports of a service in dev mode: the port for HTTP, and the port for a debugger. */
    public record Place(int port, int debugPort) {}

    /**
     * Dev mode for the chosen service, or for all services when none is chosen.
     *
     * <p>Each service has the same ports in every run. The services are numbered by name: the first has the port {@code DEV_PORT} (5001),
     * the second the port after that, and so on. The debugger's port is the service's port plus 100. When {@code DEV_PORT} is 0, random
     * free ports are taken.
     */
    public static DevMode of(List<String> services, @Nullable String chosen, Map<String, String> environment) {
        boolean one = chosen != null && !chosen.isBlank();
        if (one) {
            ComponentNames.check(Set.of(chosen), new TreeSet<>(services));
        }
        int first = first(environment.getOrDefault(VARIABLE, ""));
        var places = new TreeMap<String, Place>();
        for (int i = 0; i < services.size(); i++) {
            if (!one || services.get(i).equals(chosen)) {
                places.put(services.get(i), first == 0 ? free() : fixed(first + i));
            }
        }
        return new DevMode(places, one);
    }

    /** The addresses of the services in dev mode, one line for each, for people. */
    public String addresses() {
        var lines = new StringBuilder();
        places.forEach((service, place) -> lines.append("%-17s http://127.0.0.1:%d/docs, /q/dev-ui/; debugger at %d%n"
                .formatted(service, place.port(), place.debugPort())));
        return lines.toString();
    }

    private static int first(String value) {
        try {
            int port = value.isBlank() ? DEFAULT_PORT : Integer.parseInt(value.strip());
            if (port < 0 || port > HIGHEST_PORT - 2 * DEBUGGER_OFFSET) {
                throw new StackException(VARIABLE + " is not a port that others can follow: " + value);
            }
            return port;
        } catch (NumberFormatException e) {
            throw new StackException(VARIABLE + " is not a port: " + value, e);
        }
    }

    private static Place free() {
        return new Place(Ports.free(), Ports.free());
    }

    private static Place fixed(int port) {
        return new Place(checked(port), checked(port + DEBUGGER_OFFSET));
    }

    private static int checked(int port) {
        if (!Ports.isFree(port)) {
            throw new StackException(
                    "port %d is in use: free it, or set %s (%d) to another one, from which the ports are counted"
                            .formatted(port, VARIABLE, DEFAULT_PORT));
        }
        return port;
    }
}
