package org.civildiy.profile;

import java.util.Map;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import org.civildiy.local.PackagedService;

import static org.assertj.core.api.Assertions.assertThat;

/** The subcommands of the packaged program, a native executable or a jar, beside a running instance. */
@QuarkusIntegrationTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class SubcommandsIT {
    private final PackagedService program = PackagedService.ofThisModule();

    @Test
    void help_names_the_environment_variables() throws Exception {
        // When
        var run = program.run(Map.of(), "help");
        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("DATABASE_URL");
    }

    @Test
    void healthy_exits_with_0_beside_an_instance_that_is_ready() throws Exception {
        // When
        var run = program.run(Map.of("QUARKUS_HTTP_PORT", Integer.toString(RestAssured.port)), "healthy");
        // Then
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void without_its_environment_the_program_ends_with_EX_CONFIG_and_names_what_is_missing() throws Exception {
        // When
        var run = program.run(Map.of());
        // Then
        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.output()).contains("The environment variable DATABASE_URL is missing or malformed");
    }

    @Test
    void an_unknown_subcommand_ends_with_EX_USAGE_and_names_those_that_there_are() throws Exception {
        // When
        var run = program.run(Map.of(), "start");
        // Then
        assertThat(run.exitCode()).isEqualTo(64);
        assertThat(run.output()).contains("healthy, help, rehearse");
    }
}
