package org.civildiy.checks.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.civildiy.checks.project.Project;
import org.civildiy.local.Checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** Linters over every script, YAML file and Dockerfile. */
class FilesTest {

    static List<Path> scripts() {
        return Project.scripts();
    }

    static List<Path> yaml() {
        return Project.yaml();
    }

    static List<Path> dockerfiles() {
        return Project.dockerfiles();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void a_script_has_no_finding(Path script) {
        // When
        ThrowingCallable check = () -> Checker.SHELLCHECK.run(Project.ROOT, Map.of(), script.toString());
        // Then
        assertThatCode(check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void a_yaml_file_has_no_finding(Path yaml) {
        // When
        ThrowingCallable check = () -> Checker.YAMLLINT.run(Project.ROOT, Map.of(), "--strict", yaml.toString());
        // Then
        assertThatCode(check).doesNotThrowAnyException();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("dockerfiles")
    void a_dockerfile_has_no_finding(Path dockerfile) {
        // When
        ThrowingCallable check = () -> Checker.HADOLINT.run(Project.ROOT, Map.of(), dockerfile.toString());
        // Then
        assertThatCode(check).doesNotThrowAnyException();
    }

    @Test
    void scripts_are_found_by_name_and_by_first_line() {
        // When
        List<Path> scripts = Project.scripts();
        // Then
        assertThat(scripts).contains(Path.of("test.sh"), Path.of(".ci/run"), Path.of("deploy/local/toolchain.sh"));
    }
}
