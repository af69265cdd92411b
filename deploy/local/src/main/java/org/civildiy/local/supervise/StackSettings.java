package org.civildiy.local.supervise;

import java.nio.file.Path;
import java.util.Map;

import org.civildiy.local.host.Ports;
import org.civildiy.local.host.StackException;
import org.civildiy.local.state.StackDirectory;

/**
 * The settings of one stack.
 *
 * @param project the checkout: its {@code services} and {@code traefik} directories are used
 * @param directory for everything that this stack writes
 * @param gatewayPort the port of the gateway
 * @param proxies between services and backends
 */
record StackSettings(
        Path project, StackDirectory directory, int gatewayPort, int dashboardPort, int consulPort, Proxies proxies) {
    private static final int HIGHEST_PORT = 65_535;

    /**
     * The settings with the ports from {@code GATEWAY_PORT}, {@code DASHBOARD_PORT} and {@code CONSUL_PORT}, where 0 stands for a free
     * port, and with the proxies from {@code BACKEND_PROXIES}.
     */
    static StackSettings of(Path project, StackDirectory directory, Map<String, String> environment) {
        Proxies proxies = Proxies.parse(environment.get(Proxies.VARIABLE));
        return new StackSettings(
                project.toAbsolutePath().normalize(),
                directory,
                port(environment, "GATEWAY_PORT", 8000),
                port(environment, "DASHBOARD_PORT", 8080),
                proxies.backend("consul").orElseGet(() -> port(environment, "CONSUL_PORT", 8500)),
                proxies);
    }

    private static int port(Map<String, String> environment, String variable, int usual) {
        String value = environment.getOrDefault(variable, "");
        try {
            int port = value.isBlank() ? usual : Integer.parseInt(value.strip());
            if (port < 0 || port > HIGHEST_PORT) {
                throw new StackException(variable + " is not a port: " + value);
            }
            if (port != 0 && !Ports.isFree(port)) {
                throw new StackException(
                        "port %d is in use: free it, or set %s to another one".formatted(port, variable));
            }
            return port == 0 ? Ports.free() : Ports.reserve(port);
        } catch (NumberFormatException e) {
            throw new StackException(variable + " is not a port: " + value, e);
        }
    }
}
