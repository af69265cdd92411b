package org.civildiy.local.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.civildiy.local.fetch.Tool;
import org.civildiy.local.state.StackDirectory;

/**
 * The gateway, with the project's own files. Its static file knows no variables, so it is read from a copy with the addresses
 * of this stack; its dynamic file is the one of the project, with a variable for what differs, and may be edited meanwhile.
 *
 * @param configuration the project's {@code traefik} directory
 */
public record TraefikServer(Tool.Program program, Path configuration, Addresses addresses) implements Server {

    /** Where it listens and finds Consul: ports on the loopback address. */
    public record Addresses(int web, int internal, int dashboard, int consul) {}

    @Override
    public LaunchSpec launch(Path data) throws IOException {
        Path copy = data.resolve("traefik.yml");
        StackDirectory.write(copy, staticConfiguration());

        String auth = "http://127.0.0.1:%d/api/auth/validate".formatted(addresses.internal());
        return LaunchSpec.of(
                List.of(program.command("traefik"), "--configFile=" + copy), Map.of("FORWARD_AUTH_URL", auth));
    }

    @Override
    public boolean ready() {
        return Probe.get(addresses.dashboard(), "/ping").isPresent();
    }

    private String staticConfiguration() throws IOException {
        var yaml = new YAMLMapper();
        var root =
                (ObjectNode) yaml.readTree(configuration.resolve("traefik.yml").toFile());
        set(root, local(addresses.web()), "entryPoints", "web", "address");
        set(root, local(addresses.internal()), "entryPoints", "internal", "address");
        set(root, local(addresses.dashboard()), "entryPoints", "traefik", "address");
        set(root, local(addresses.consul()), "providers", "consulCatalog", "endpoint", "address");
        set(root, configuration.resolve("dynamic.yml").toString(), "providers", "file", "filename");
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
