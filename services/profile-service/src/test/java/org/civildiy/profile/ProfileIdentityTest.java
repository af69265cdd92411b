package org.civildiy.profile;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.profile.Readiness.awaitReadiness;
import static org.civildiy.profile.Requests.as;
import static org.civildiy.profile.Requests.newUserId;
import static org.hamcrest.Matchers.equalTo;

/** Whose profile a request is about, by the identity that the gateway sends. */
@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class ProfileIdentityTest {
    private final long userId = newUserId();

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @Test
    void the_identity_decides_the_owner_and_not_the_body() {
        // When
        var response = as(userId)
                .body(Map.of("user_id", 1, "id", 1, "created_at", "2000-01-01T00:00:00Z"))
                .post("/api/profile");
        // Then
        response.then().statusCode(201).body("user_id", equalTo(userId));
        assertThat(response.<String>path("created_at")).doesNotStartWith("2000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "abc", "1.5", "9999999999999999999", "1 OR 1=1"})
    void a_malformed_identity_is_a_401(String id) {
        // When
        var answers = List.of(
                as(id).get("/api/profile"),
                as(id).body("{}").post("/api/profile"),
                as(id).body("{}").put("/api/profile"),
                as(id).delete("/api/profile"));
        // Then
        assertThat(answers).allSatisfy(ProfileIdentityTest::isUnauthorized);
    }

    @Test
    void a_missing_identity_is_a_401() {
        // When
        var response = given().get("/api/profile");
        // Then
        isUnauthorized(response);
    }

    private static void isUnauthorized(Response response) {
        response.then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer"));
    }
}
