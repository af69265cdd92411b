package org.civildiy.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The secrets of a production deployment, made and handed out by the scripts that do so there, below a directory of a test. */
record HandOut(Path directory) {
    private static final Path RULES = Project.ROOT.resolve("deploy/redis");

    static HandOut in(Path directory) {
        var handOut = new HandOut(directory);
        Shell.run("deploy/secrets.sh", Map.of("SECRETS", handOut.secrets().toString()));
        Shell.run("deploy/production/hand-out.sh", Map.of(), handOut.secrets(), handOut.containers(), RULES);
        return handOut;
    }

    /** One file a secret. */
    Path secrets() {
        return directory.resolve("secrets");
    }

    /** One directory a container. */
    Path containers() {
        return directory.resolve("hand-out");
    }

    Path file(String container, String name) {
        return containers().resolve(container).resolve(name);
    }

    String value(String container, String name) {
        return Yaml.text(file(container, name)).strip();
    }

    List<String> handedTo(String container) {
        try (Stream<Path> files = Files.list(containers().resolve(container))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
