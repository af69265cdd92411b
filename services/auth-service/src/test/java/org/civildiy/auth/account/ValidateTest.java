package org.civildiy.auth.account;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.auth.RunningPostgres;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.civildiy.auth.Requests.addressOf;
import static org.civildiy.auth.Requests.awaitReadiness;
import static org.civildiy.auth.Requests.newName;
import static org.civildiy.auth.Requests.register;
import static org.civildiy.auth.Requests.tokenOf;
import static org.civildiy.auth.Requests.validate;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

/** How a token is sent and what the gateway gets back; {@link TokensTest} and {@link ForeignTokensTest} have the token itself. */
@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class ValidateTest {
    private final String name = newName();

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @Test
    void a_valid_token_gets_its_account_in_three_headers_and_no_body() {
        // Given
        int id = register(name).path("id");
        var token = tokenOf(addressOf(name));
        // When
        var response = validate("Bearer " + token);
        // Then
        response.then()
                .statusCode(200)
                .header("X-User-ID", equalTo(Integer.toString(id)))
                .header("X-User-Email", equalTo(addressOf(name)))
                .header("X-User-Name", equalTo(name))
                .header("Cache-Control", equalTo("no-store"))
                .body(emptyString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "bEaReR  "})
    void the_scheme_has_no_case(String scheme) {
        // Given
        register(name);
        var token = tokenOf(addressOf(name));
        // When
        var response = validate(scheme + token);
        // Then
        response.then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer x", "Basic YTpi", "Bearer a b", "x"})
    void anything_else_is_a_401(String authorization) {
        // When
        var response = validate(authorization);
        // Then
        response.then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer"))
                .body("detail", equalTo("Invalid token"));
    }

    @Test
    void a_token_without_its_scheme_is_a_401() {
        // Given
        register(name);
        var token = tokenOf(addressOf(name));
        // When
        var response = validate(token);
        // Then
        response.then().statusCode(401);
    }

    @Test
    void no_header_at_all_is_a_401() {
        // When
        var response = when().get("/api/auth/validate");
        // Then
        response.then().statusCode(401).body("detail", equalTo("Invalid token"));
    }

    @Test
    void a_token_in_the_query_counts_for_nothing() {
        // Given
        register(name);
        var token = tokenOf(addressOf(name));
        // When
        var response = given().queryParam("authorization", "Bearer " + token).get("/api/auth/validate");
        // Then
        response.then().statusCode(401);
    }

    @Test
    void the_headers_of_the_request_that_the_gateway_asks_for_do_not_matter() {
        // Given
        register(name);
        var token = tokenOf(addressOf(name));
        var request = given().header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .header("Accept", "image/png")
                .header("X-Forwarded-Method", "POST")
                .header("X-User-ID", "1");
        // When
        var response = request.get("/api/auth/validate");
        // Then
        response.then().statusCode(200);
    }

    @Test
    void a_refusal_has_a_body_for_clients_that_accept_no_json() {
        // When
        var response = given().header("Accept", "text/event-stream").get("/api/auth/validate");
        // Then
        response.then().statusCode(401).body(containsString("Invalid token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/metrics", "/openapi.json"})
    void operations_without_authentication_ignore_a_token(String path) {
        // When
        var response = given().header("Authorization", "Bearer nonsense").get(path);
        // Then
        response.then().statusCode(200);
    }
}
