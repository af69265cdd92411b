package org.civildiy.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.civildiy.local.fetch.Tool;
import org.civildiy.local.state.StackDirectory;

/**
 * The gateway with the project's configuration files. Traefik's static file cannot contain variables, so Traefik reads a copy with the
 * addresses of this stack. The dynamic file is the project's own file, so that it can be edited while the gateway runs. The address for
 * forward-auth in the dynamic file comes from an environment variable.
 *
 * @param configuration the project's {@code traefik} directory
 * @param routes a second dynamic file, for tests with a service of their own; Traefik then reads copies of both dynamic files
 */
public record TraefikServer(Tool.Program program, Path configuration, Addresses addresses, Optional<Path> routes)
        implements Server {

    /** Ports on the loopback address: the ports at which the gateway listens, and the port of Consul. */
    public record Addresses(int web, int internal, int dashboard, int consul) {}

    @Override
    public LaunchSpec launch(Path data) throws IOException {
        Path copy = data.resolve("traefik.yml");
        StackDirectory.write(copy, staticConfiguration(data.resolve("dynamic")));

        String auth = "http://127.0.0.1:%d/api/auth/validate".formatted(addresses.internal());
        return LaunchSpec.of(
                List.of(program.command("traefik"), "--configFile=" + copy), Map.of("FORWARD_AUTH_URL", auth));
    }

    @Override
    public boolean ready() {
        return Probe.get(addresses.dashboard(), "/ping").isPresent();
    }

    private String staticConfiguration(Path copies) throws IOException {
        var yaml = new YAMLMapper();
        var root =
                (ObjectNode) yaml.readTree(configuration.resolve("traefik.yml").toFile());
        set(root, local(addresses.web()), "entryPoints", "web", "address");
        set(root, local(addresses.internal()), "entryPoints", "internal", "address");
        set(root, local(addresses.dashboard()), "entryPoints", "traefik", "address");
        set(root, local(addresses.consul()), "providers", "consulCatalog", "endpoint", "address");
        Path dynamic = configuration.resolve("dynamic.yml");
        if (routes.isPresent()) {
            StackDirectory.write(copies.resolve("dynamic.yml"), Files.readString(dynamic));
            StackDirectory.write(copies.resolve("routes.yml"), Files.readString(routes.get()));
            root.withObjectProperty("providers").withObjectProperty("file").remove("filename");
            set(root, copies.toString(), "providers", "file", "directory");
        } else {
            set(root, dynamic.toString(), "providers", "file", "filename");
        }
        return yaml.writeValueAsString(root);
    }

    private static void set(ObjectNode root, String value, String... path) {
        ObjectNode node = root;
        for (String key : List.of(path).subList(0, path.length - 1)) {
            node = node.withObjectProperty(key);
        }
        node.put(path[path.length - 1], value);
    }

    private static String local(int port) {
        return "127.0.0.1:" + port;
    }
}
