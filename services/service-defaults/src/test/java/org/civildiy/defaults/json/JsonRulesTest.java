package org.civildiy.defaults.json;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
class JsonRulesTest {
    @Test
    void timestamps_are_utc_with_three_digits_of_a_second() {
        when().get("/sample/instant")
                .then()
                .statusCode(200)
                .body("", contains("2026-01-31T09:30:00.000Z", "2026-01-31T09:30:00.123Z"));
    }

    @Test
    void text_is_kept_to_the_letter_and_unknown_fields_are_ignored() {
        given().contentType(ContentType.JSON)
                .body("{\"short_text\": \"\uD83D\uDE00<\\u00e9\", \"unknown\": {\"a\": [1]}}")
                .when()
                .post("/sample")
                .then()
                .statusCode(200)
                .body("short_text", equalTo("\uD83D\uDE00<\u00e9"));
    }
}
