package org.civildiy.checks.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Shell;
import org.civildiy.checks.project.Yaml;

/** Secrets of a production deployment, created and handed out by its scripts in a directory of a test. */
public record HandOut(Path directory) {
    private static final Path RULES = Project.ROOT.resolve("deploy/redis");

    public static HandOut in(Path directory) {
        var handOut = new HandOut(directory);
        Shell.run("deploy/secrets.sh", Map.of("SECRETS", handOut.secrets().toString()));
        Shell.run("deploy/production/hand-out.sh", Map.of(), handOut.secrets(), handOut.containers(), RULES);
        return handOut;
    }

    /** The certificate of the authority by which the parts of the deployment know each other. */
    public Path authority() {
        return secrets().resolve("ca.crt");
    }

    /** The directory of the secrets, one file each. */
    public Path secrets() {
        return directory.resolve("secrets");
    }

    /** The directory of the handed-out secrets, one directory for each container. */
    public Path containers() {
        return directory.resolve("hand-out");
    }

    public Path file(String container, String name) {
        return containers().resolve(container).resolve(name);
    }

    public String value(String container, String name) {
        return Yaml.text(file(container, name)).strip();
    }

    public List<String> handedTo(String container) {
        try (Stream<Path> files = Files.list(containers().resolve(container))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
