package org.civildiy.profile;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.local.Backend;
import org.civildiy.local.Backends;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.civildiy.profile.Readiness.awaitReadiness;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;

/** Responses and readiness while PostgreSQL is stopped. */
@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class DatabaseUnavailableTest {
    Backends backends;

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @AfterEach
    void readyAgain() {
        backends.restart(Backend.POSTGRES);
        awaitReadiness();
    }

    @Test
    void an_unavailable_database_is_a_503_and_readiness_names_it() {
        // Given
        backends.stop(Backend.POSTGRES);
        // When
        var response = given().header("X-User-ID", 1).get("/api/profile");
        // Then
        response.then()
                .statusCode(503)
                .time(lessThan(8_000L))
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue());
        when().get("/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'PostgreSQL' }.status", equalTo("DOWN"));
    }
}
