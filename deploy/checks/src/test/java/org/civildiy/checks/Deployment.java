package org.civildiy.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        try {
            return new Deployment(new ObjectMapper().readTree(render(KEY, files)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the command prints it, without any file that this machine may keep for a running system. */
    static String render(Map<String, String> environment, String... files) {
        var arguments = Stream.concat(
                        Stream.of("--env-file", "/dev/null"), Stream.of(files).flatMap(file -> Stream.of("-f", file)))
                .toList();
        var command = Stream.concat(arguments.stream(), Stream.of("--profile", "*", "config", "--format", "json"));
        return Checker.COMPOSE.run(DIRECTORY, environment, command.toArray(String[]::new));
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

        List<String> networks() {
            return definition
                    .path("networks")
                    .propertyStream()
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }
}
