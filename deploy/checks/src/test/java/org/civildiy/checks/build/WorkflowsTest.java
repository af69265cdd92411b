package org.civildiy.checks.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Yaml;
import org.civildiy.local.Checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** GitHub workflows: actions are pinned, and no job has a permission that it does not need. */
class WorkflowsTest {
    private static final Pattern MAKE_TARGET = Pattern.compile("\\bmake ([a-z-]+)");

    static List<Path> workflows() {
        return Project.yaml().stream()
                .filter(file -> file.startsWith(".github/workflows"))
                .toList();
    }

    static Stream<Path> workflowsAndActions() {
        return Project.yaml().stream().filter(file -> file.startsWith(".github"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void a_workflow_has_no_finding(Path workflow) {
        // When
        ThrowingCallable check = () -> Checker.ACTIONLINT.run(
                Project.ROOT,
                Map.of(),
                "-shellcheck=" + Checker.SHELLCHECK.command(),
                "-pyflakes=",
                workflow.toString());
        // Then
        assertThatCode(check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("workflowsAndActions")
    void an_action_is_pinned_to_a_commit(Path file) {
        // When
        Stream<String> used = Yaml.file(file.toString()).findValuesAsText("uses").stream();
        // Then
        assertThat(used).isNotEmpty().allMatch(action -> action.matches("\\./.+|[\\w.-]+/[\\w./-]+@[0-9a-f]{40}"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void a_workflow_may_only_read_and_persists_no_credentials(Path file) {
        // When
        JsonNode workflow = Yaml.file(file.toString());
        // Then
        assertThat(workflow.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
        assertThat(workflow.path("concurrency").path("group").asText()).isNotEmpty();
        assertThat(steps(workflow).filter(step -> step.path("uses").asText().startsWith("actions/checkout@")))
                .allMatch(step -> !step.at("/with/persist-credentials").asBoolean(true));
        assertThat(workflow.path("jobs").valueStream().filter(job -> job.has("steps")))
                .allMatch(job -> job.path("timeout-minutes").isInt());
    }

    @Test
    void only_the_job_that_pushes_images_may_write_and_it_builds_nothing() {
        // When
        List<JsonNode> writing = workflows().stream()
                .flatMap(file -> Yaml.file(file.toString()).path("jobs").valueStream())
                .filter(job -> job.path("permissions").toString().contains("write"))
                .toList();
        // Then
        assertThat(writing).singleElement().satisfies(job -> {
            assertThat(job.path("permissions").toString()).isEqualTo("{\"contents\":\"read\",\"packages\":\"write\"}");
            assertThat(job.toString()).doesNotContain("make ", "mvn");
        });
    }

    @Test
    void every_make_target_of_a_workflow_exists() {
        // Given
        String makefile = Yaml.text(Project.ROOT.resolve("Makefile"));
        // When
        Stream<String> targets = workflows().stream()
                .flatMap(file -> steps(Yaml.file(file.toString())))
                .flatMap(step -> MAKE_TARGET.matcher(step.path("run").asText()).results())
                .map(made -> made.group(1));
        // Then
        assertThat(targets)
                .contains("test", "sbom", "native-build", "native-test", "jvm-build")
                .allMatch(target -> makefile.contains("\n" + target + ":"));
    }

    private static Stream<JsonNode> steps(JsonNode workflow) {
        return workflow.path("jobs")
                .valueStream()
                .flatMap(job -> job.path("steps").valueStream());
    }
}
