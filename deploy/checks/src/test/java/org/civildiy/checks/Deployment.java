package org.civildiy.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.civildiy.local.Checker;

/** What Docker Compose makes of the deployment's files: every default and every overlay applied. */
record Deployment(JsonNode rendered) {
    private static final Path DIRECTORY = Project.ROOT.resolve("deploy");
    private static final Map<String, String> KEY =
            Map.of("SECRET_KEY", "a key for this check alone, long enough to sign");

    static Deployment of(String... files) {
        return of(KEY, files);
    }

    static Deployment of(Map<String, String> environment, String... files) {
        try {
            return new Deployment(new ObjectMapper().readTree(render(environment, files)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the command prints it, without any file that this machine may keep for a running system. */
    static String render(Map<String, String> environment, String... files) {
        var options = Stream.concat(
                Stream.of("--env-file", "/dev/null", "--profile", "*"),
                Stream.of(files).flatMap(file -> Stream.of("-f", file)));
        return config(environment, options);
    }

    /** As a file of settings has it, which names the files and the profiles too. */
    static String renderBy(String settings) {
        return config(Map.of(), Stream.of("--env-file", settings));
    }

    private static String config(Map<String, String> environment, Stream<String> options) {
        var command = Stream.concat(options, Stream.of("config", "--format", "json"));
        return Checker.COMPOSE.run(DIRECTORY, environment, command.toArray(String[]::new));
    }

    /** Whether others wait for its end, and not for its health. */
    boolean endsByItself(Container container) {
        return containers().stream()
                .anyMatch(other -> other.definition()
                        .path("depends_on")
                        .path(container.name())
                        .path("condition")
                        .asText()
                        .equals("service_completed_successfully"));
    }

    Container container(String name) {
        return new Container(name, rendered.at("/services/" + name));
    }

    List<Container> containers() {
        return rendered.get("services").properties().stream()
                .map(service -> new Container(service.getKey(), service.getValue()))
                .toList();
    }

    /** One service of the compose file. */
    record Container(String name, JsonNode definition) {
        String image() {
            return definition.path("image").asText();
        }

        /** Images of this project carry their health check themselves. */
        boolean ours() {
            return image().startsWith("civildiy/");
        }

        /** {@code address:port} of this machine at which it is reached; an address that is missing means all of them. */
        Stream<String> published() {
            return definition
                    .path("ports")
                    .valueStream()
                    .map(port -> port.path("host_ip").asText() + ":"
                            + port.path("published").asText());
        }

        /** Variables and their values. */
        Map<String, String> environment() {
            return definition
                    .path("environment")
                    .propertyStream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, variable -> variable.getValue().asText()));
        }

        /** Volumes and files of this machine, and where the container sees them. */
        Map<String, String> mounts() {
            return definition
                    .path("volumes")
                    .valueStream()
                    .collect(Collectors.toMap(
                            mount -> mount.path("source").asText(),
                            mount -> mount.path("target").asText()));
        }

        List<String> networks() {
            return definition
                    .path("networks")
                    .propertyStream()
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }
}
