package org.civildiy.checks.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import org.civildiy.checks.project.Project;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

/** Secrets come from files that are not in git, and each service gets only its own. */
class SecretsTest {
    private static final String MOUNTED_AT = "/run/secrets/civildiy/";

    @Test
    void each_service_finds_the_files_that_its_variables_name_and_no_other() {
        // Given
        Manifests production = Manifests.production();
        // When
        Stream<Workload> workloads = Workload.in(production);
        // Then
        assertThat(workloads)
                .isNotEmpty()
                .allSatisfy(workload -> assertThat(filesNamed(workload)).isEqualTo(filesMounted(workload, production)));
    }

    @Test
    void no_secret_is_written_into_a_variable() {
        // When
        Stream<JsonNode> variables = Workload.in(Manifests.production())
                .flatMap(workload -> workload.container().path("env").valueStream());
        // Then
        assertThat(variables)
                .isNotEmpty()
                .allMatch(variable -> variable.path("name").asText().endsWith("_FILE"));
    }

    /** SettingTest of service-defaults checks that a service refuses this value. */
    @Test
    void the_examples_are_values_that_services_refuse_to_start_with() {
        // When
        Map<String, String> values = new TreeMap<>();
        for (JsonNode secret : Manifests.production().ofKind("Secret")) {
            String owner = secret.at("/metadata/name").asText().replaceFirst("-[a-z0-9]+$", "/");
            secret.path("data")
                    .propertyStream()
                    .forEach(entry -> values.put(owner + entry.getKey(), decoded(entry.getValue())));
        }
        // Then
        assertThat(values)
                .containsOnly(
                        Map.entry("auth-service/database-url", "replace-me\n"),
                        Map.entry("auth-service/secret-key", "replace-me\n"),
                        Map.entry("auth-service/secret-key-previous", ""),
                        Map.entry("profile-service/database-url", "replace-me\n"),
                        Map.entry("posts-service/mongodb-url", "replace-me\n"),
                        Map.entry("posts-service/kafka-password", "replace-me\n"),
                        Map.entry("feed-service/redis-url", "replace-me\n"),
                        Map.entry("feed-service/kafka-password", "replace-me\n"));
    }

    @Test
    void real_secrets_are_ignored_by_git() throws IOException {
        // When
        List<String> ignored = Files.readAllLines(Project.ROOT.resolve(".gitignore"));
        // Then
        assertThat(ignored).contains("deploy/kubernetes/production/secrets/");
    }

    private static Set<String> filesNamed(Workload workload) {
        return workload.container()
                .path("env")
                .valueStream()
                .map(variable -> variable.path("value").asText())
                .peek(path -> assertThat(path).startsWith(MOUNTED_AT))
                .map(path -> path.substring(MOUNTED_AT.length()))
                .collect(toSet());
    }

    private static Set<String> filesMounted(Workload workload, Manifests manifests) {
        JsonNode mount = workload.container()
                .path("volumeMounts")
                .valueStream()
                .filter(candidate ->
                        MOUNTED_AT.equals(candidate.path("mountPath").asText() + "/"))
                .findFirst()
                .orElseThrow();
        JsonNode volume = workload.pod()
                .path("volumes")
                .valueStream()
                .filter(candidate -> candidate.path("name").equals(mount.path("name")))
                .findFirst()
                .orElseThrow();
        return manifests.ofKind("Secret").stream()
                .filter(secret -> secret.at("/metadata/name").equals(volume.at("/secret/secretName")))
                .flatMap(secret -> secret.path("data").propertyStream())
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    private static String decoded(JsonNode value) {
        return new String(Base64.getDecoder().decode(value.asText()), StandardCharsets.UTF_8);
    }
}
