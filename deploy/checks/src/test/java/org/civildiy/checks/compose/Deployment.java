package org.civildiy.checks.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.civildiy.checks.project.Project;
import org.civildiy.local.Checker;

/** Compose deployment as {@code docker compose config} renders it, with all defaults and overlays. */
public record Deployment(JsonNode rendered) {
    private static final Path DIRECTORY = Project.ROOT.resolve("deploy");
    private static final Map<String, String> KEY =
            Map.of("SECRET_KEY", "a key for this check alone, long enough to sign");

    public static Deployment of(String... files) {
        return of(KEY, files);
    }

    static Deployment of(Map<String, String> environment, String... files) {
        try {
            return new Deployment(new ObjectMapper().readTree(render(environment, files)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The output of the command, without an .env file of this machine. */
    static String render(Map<String, String> environment, String... files) {
        var options = Stream.concat(
                Stream.of("--env-file", "/dev/null", "--profile", "*"),
                Stream.of(files).flatMap(file -> Stream.of("-f", file)));
        return config(environment, options);
    }

    /** The output with a file of settings, which also names the Compose files and profiles. */
    static String renderBy(String settings) {
        return config(Map.of(), Stream.of("--env-file", settings));
    }

    private static String config(Map<String, String> environment, Stream<String> options) {
        var command = Stream.concat(options, Stream.of("config", "--format", "json"));
        return Checker.COMPOSE.run(DIRECTORY, environment, command.toArray(String[]::new));
    }

    /** Whether other containers wait until this one has completed, instead of until it is healthy. */
    boolean endsByItself(Container container) {
        return containers().stream()
                .anyMatch(other -> other.definition()
                        .path("depends_on")
                        .path(container.name())
                        .path("condition")
                        .asText()
                        .equals("service_completed_successfully"));
    }

    public Container container(String name) {
        return new Container(name, rendered.at("/services/" + name));
    }

    List<Container> containers() {
        return rendered.get("services").properties().stream()
                .map(service -> new Container(service.getKey(), service.getValue()))
                .toList();
    }

    /** One service of the Compose files. */
    public record Container(String name, JsonNode definition) {
        String image() {
            return definition.path("image").asText();
        }

        /** Whether it has an image of this project, which contains its own health check. */
        boolean isOfThisProject() {
            return image().startsWith("civildiy/");
        }

        /** The {@code address:port} of this machine at which it is published; without an address, on all of them. */
        Stream<String> published() {
            return definition
                    .path("ports")
                    .valueStream()
                    .map(port -> port.path("host_ip").asText() + ":"
                            + port.path("published").asText());
        }

        /** Environment variables and their values. */
        public Map<String, String> environment() {
            return definition
                    .path("environment")
                    .propertyStream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, variable -> variable.getValue().asText()));
        }

        /** The words of the command line. */
        public List<String> command() {
            return definition
                    .path("command")
                    .valueStream()
                    .map(JsonNode::asText)
                    .toList();
        }

        /** Volumes and files of this machine, and their paths in the container. */
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
