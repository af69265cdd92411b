package org.civildiy.checks.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Yaml;
import org.civildiy.local.Checker;

/**
 * Kubernetes resources of a directory of {@code deploy/kubernetes}, as kustomize renders them.
 *
 * @param name the directory
 * @param yaml the rendered resources
 */
public record Manifests(String name, String yaml) {
    private static final Path SOURCE = Project.ROOT.resolve("deploy/kubernetes");
    private static final String PRODUCTION_ON_THE_JVM = """
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            resources: [../production]
            components: [../jvm]
            """;

    /** Renders a directory as it is in the project. */
    public static Manifests of(String directory) {
        return new Manifests(directory, render(SOURCE.resolve(directory)));
    }

    /** Renders production, with the example secrets in place of those of a deployment. */
    public static Manifests production() {
        return rendered("production");
    }

    /** The same with the images and the memory limits of the JVM. */
    static Manifests jvm() {
        return rendered("on-the-jvm");
    }

    private static Manifests rendered(String directory) {
        try {
            Path copy = Files.createTempDirectory("manifests");
            try {
                copy(SOURCE, copy);
                copy(SOURCE.resolve("production/secrets.example"), copy.resolve("production/secrets"));
                Path jvm = Files.createDirectory(copy.resolve("on-the-jvm"));
                Files.writeString(jvm.resolve("kustomization.yaml"), PRODUCTION_ON_THE_JVM);
                return new Manifests(directory, render(copy.resolve(directory)));
            } finally {
                delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String render(Path directory) {
        return Checker.KUSTOMIZE.run(directory, Map.of(), "build", ".");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(path -> !path.startsWith(SOURCE.resolve("production/secrets")))
                    .toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }

    List<JsonNode> resources() {
        return Yaml.documents(yaml);
    }

    public List<JsonNode> ofKind(String kind) {
        return resources().stream()
                .filter(resource -> resource.path("kind").asText().equals(kind))
                .toList();
    }

    /** Kind and name of each resource, such as {@code Deployment/auth-service}. */
    Stream<String> names() {
        return resources().stream()
                .map(resource -> resource.path("kind").asText() + "/"
                        + resource.at("/metadata/name").asText());
    }

    @Override
    public String toString() {
        return name;
    }
}
