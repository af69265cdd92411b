package org.civildiy.checks.build;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Shell;
import org.civildiy.checks.project.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Patches of {@code make mutations}, without running them: each still applies, and the test that has to notice it is there. */
class MutationsTest {
    private static final Pattern HEAD = Pattern.compile(
            "Mutation: \\S.*\nModule: (?<module>\\S+)\nTest: (?<test>\\w+Test)\\.(?<method>\\w+)\n\ndiff --git (?s:.*)");

    static List<Path> patches() {
        return Project.filesIn("deploy/checks/mutations").stream()
                .filter(file -> file.toString().endsWith(".patch"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("patches")
    void a_mutation_applies_to_this_checkout(Path patch) {
        // When
        Shell.Ended applied = Shell.program(Project.ROOT, "git", "apply", "--check", patch.toString());
        // Then
        assertThat(applied.output()).isEmpty();
        assertThat(applied.code()).isZero();
    }

    @ParameterizedTest
    @MethodSource("patches")
    void a_mutation_names_the_test_that_notices_it(Path patch) {
        // When
        var head = HEAD.matcher(Yaml.text(patch));
        // Then
        assertThat(head.matches())
                .as("it begins with Mutation:, Module: and Test:")
                .isTrue();
        Path module = Path.of(head.group("module"));
        assertThat(Project.ROOT.resolve(module).resolve("pom.xml")).isRegularFile();
        assertThat(Project.tests(head.group("test") + ".java"))
                .filteredOn(source -> source.startsWith(module))
                .singleElement()
                .satisfies(source -> assertThat(Yaml.text(Project.ROOT.resolve(source)))
                        .contains("void " + head.group("method") + "("));
    }
}
