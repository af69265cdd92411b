package org.civildiy.defaults.identity;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
class CallerTest {
    @Test
    void the_caller_is_who_the_gateway_says() {
        given().header("X-User-ID", "7")
                .header("X-User-Email", "ada@example.com")
                .header("X-User-Name", "ada")
                .when()
                .get("/sample/caller")
                .then()
                .statusCode(200)
                .body("id", equalTo(7))
                .body("email", equalTo("ada@example.com"))
                .body("username", equalTo("ada"));
    }

    @Test
    void a_caller_without_a_name_is_called_by_its_id() {
        given().header("X-User-ID", "7")
                .when()
                .get("/sample/caller")
                .then()
                .statusCode(200)
                .body("username", equalTo("user_7"));
    }

    @Test
    void without_an_id_there_is_no_caller() {
        given().when()
                .get("/sample/caller")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("detail", equalTo("Sign in first: this needs a valid bearer token."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-7", "07", "7.0", "seven", "7 OR 1=1", "9999999999999999999"})
    void a_malformed_id_is_no_identity(String id) {
        given().header("X-User-ID", id).when().get("/sample/caller").then().statusCode(401);
    }
}
