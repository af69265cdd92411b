package org.civildiy.auth;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.local.Backend;
import org.civildiy.local.Backends;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.auth.Requests.PASSWORD;
import static org.civildiy.auth.Requests.addressOf;
import static org.civildiy.auth.Requests.awaitReadiness;
import static org.civildiy.auth.Requests.login;
import static org.civildiy.auth.Requests.newName;
import static org.civildiy.auth.Requests.register;
import static org.civildiy.auth.Requests.tokenOf;
import static org.civildiy.auth.Requests.validate;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;

/** Responses, readiness and recovery while PostgreSQL is stopped or frozen. */
@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class DatabaseUnavailableTest {
    /** Clients are promised 3 s; the rest is a margin for a machine that builds and tests other things at the same time. */
    private static final long IN_TIME = Duration.ofSeconds(8).toMillis();

    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private final String name = newName();

    Backends backends;

    @BeforeEach
    void registered() {
        awaitReadiness();
        register(name).then().statusCode(201);
    }

    @AfterEach
    void servedAgain() {
        backends.restart(Backend.POSTGRES);
        await("the pool to reconnect").atMost(RECOVERY).until(this::served);
    }

    @Test
    void a_stopped_database_is_a_503_at_once() {
        // Given
        backends.stop(Backend.POSTGRES);
        // When
        var response = login(addressOf(name), PASSWORD);
        // Then
        response.then()
                .statusCode(503)
                .time(lessThan(IN_TIME))
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("detail", containsString("try again"));
    }

    @Test
    void a_frozen_database_is_a_503_in_time_for_every_client() throws Exception {
        // Given
        signal("STOP");
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            Callable<Integer> attempt = () -> login(addressOf(name), PASSWORD)
                    .then()
                    .time(lessThan(IN_TIME))
                    .extract()
                    .statusCode();
            var answers = IntStream.range(0, 40)
                    .mapToObj(client -> clients.submit(attempt))
                    .toList();
            // Then
            assertThat(answers).extracting(Future::get).containsOnly(503);
        } finally {
            signal("CONT");
        }
    }

    @Test
    void a_database_that_continues_serves_again() throws Exception {
        // Given
        signal("STOP");
        login(addressOf(name), PASSWORD).then().statusCode(503);
        // When
        signal("CONT");
        // Then
        await("the waiting requests to end").atMost(RECOVERY).until(this::served);
    }

    @Test
    void a_refused_registration_is_not_executed_later() throws Exception {
        // Given
        var refused = newName();
        signal("STOP");
        register(refused).then().statusCode(503);
        signal("CONT");
        // When
        await("the waiting requests to end").atMost(RECOVERY).until(this::served);
        // Then
        register(refused).then().statusCode(201);
    }

    @Test
    void readiness_reports_the_unavailable_database_and_liveness_does_not() {
        // Given
        backends.stop(Backend.POSTGRES);
        // When
        var readiness = when().get("/health/ready");
        // Then
        readiness
                .then()
                .statusCode(503)
                .body("status", equalTo("DOWN"))
                .body("checks.find { it.name == 'PostgreSQL' }.status", equalTo("DOWN"))
                .body("checks.find { it.name == 'PostgreSQL' }.data.reason", equalTo("PostgreSQL does not answer"));
        when().get("/health/live").then().statusCode(200);
    }

    @Test
    void tokens_are_validated_without_the_database() {
        // Given
        var token = tokenOf(addressOf(name));
        backends.stop(Backend.POSTGRES);
        // When
        var response = validate("Bearer " + token);
        // Then
        response.then().statusCode(200);
    }

    private boolean served() {
        var status = login(addressOf(name), PASSWORD).statusCode();
        assertThat(status).isIn(200, 503);
        return status == 200;
    }

    /** Signals the server and the processes that serve its connections. */
    private void signal(String name) throws IOException, InterruptedException {
        var server = ProcessHandle.of(backends.pid(Backend.POSTGRES)).orElseThrow();
        var pids = Stream.concat(Stream.of(server), server.descendants()).map(process -> Long.toString(process.pid()));
        var command = Stream.concat(Stream.of("kill", "-" + name), pids).toList();
        new ProcessBuilder(command).start().waitFor();
    }
}
