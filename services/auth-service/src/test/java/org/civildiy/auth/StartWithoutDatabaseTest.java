package org.civildiy.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import org.civildiy.auth.token.Account;
import org.civildiy.auth.token.Tokens;
import org.civildiy.local.Backend;
import org.civildiy.local.Backends;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.auth.Requests.awaitReadiness;
import static org.civildiy.auth.Requests.newName;
import static org.civildiy.auth.Requests.register;
import static org.civildiy.auth.Requests.validate;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@TestProfile(StartWithoutDatabaseTest.DatabaseComesLater.class)
class StartWithoutDatabaseTest {
    Backends backends;

    @Inject
    Tokens tokens;

    @Test
    void a_service_that_starts_without_its_database_is_not_ready_and_serves_once_it_is_there() {
        // Given
        when().get("/health/live").then().statusCode(200);
        when().get("/health/ready").then().statusCode(503);
        register(newName()).then().statusCode(503);
        var token = tokens.issue(new Account(7, "", ""), 0, Instant.now()).accessToken();
        validate("Bearer " + token).then().statusCode(503).header("Retry-After", notNullValue());
        validate("Bearer nonsense").then().statusCode(401);
        // When
        backends.restart(Backend.POSTGRES);
        // Then
        await("the migration to be tried again")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> register(newName()).statusCode(),
                        status -> assertThat(status).isIn(503, 201).actual() == 201);
        awaitReadiness();
        validate("Bearer " + token).then().statusCode(200);
    }

    /** Starts a separate service with the address of a database that does not run. */
    public static class DatabaseComesLater implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(AbsentPostgres.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    /** An empty database that is stopped before the service starts. */
    public static class AbsentPostgres extends RunningPostgres {
        @Override
        public Map<String, String> start() {
            var environment = super.start();
            backends().stop(Backend.POSTGRES);
            return environment;
        }
    }
}
