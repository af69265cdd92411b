package org.civildiy.checks.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.civildiy.local.Checker;
import org.civildiy.local.host.FindingsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Rendered manifests are valid: each resource has the fields of its kind's schema, and no others. */
class ManifestsTest {
    /** Kinds of operators (custom resources), which Kubernetes itself has no schema for. */
    private static final List<String> OPERATORS = List.of(
            "traefik.io/",
            "postgresql.cnpg.io/",
            "psmdb.percona.com/",
            "kafka.strimzi.io/",
            "redis.redis.opstreelabs.in/");

    private static final List<String> OLDEST_AND_NEWEST = List.of("1.30.0", "1.37.0");

    @TempDir
    private Path directory;

    static Stream<Manifests> everything() {
        return Stream.concat(
                Stream.of(Manifests.of("base"), Manifests.production(), Manifests.jvm(), Manifests.of("traefik")),
                Stream.of("postgresql", "mongodb", "kafka", "redis").map(store -> Manifests.of("stores/" + store)));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void every_resource_is_valid_in_the_oldest_and_in_the_newest_kubernetes(Manifests manifests) {
        // When
        Stream<String> findings = OLDEST_AND_NEWEST.stream().map(version -> validate(manifests.yaml(), version));
        // Then
        assertThat(findings.flatMap(String::lines))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("INFO") || OPERATORS.stream().anyMatch(line::contains));
    }

    @Test
    void a_misspelt_field_is_a_finding() {
        // Given
        String misspelt = Manifests.of("base").yaml().replace("readOnlyRootFilesystem", "readOnlyRootFileSystem");
        // When
        ThrowingCallable validation = () -> validate(misspelt, "1.37.0");
        // Then
        assertThatThrownBy(validation)
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("readOnlyRootFileSystem");
    }

    private String validate(String yaml, String version) {
        try {
            Path file = Files.writeString(directory.resolve("manifests.yaml"), yaml);
            return Checker.KUBERNETES_VALIDATE.run(directory, Map.of(), "--strict", "-k", version, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
