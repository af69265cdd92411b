package org.civildiy.defaults.problem;

import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

@QuarkusTest
class ProblemDetailsTest {
    private static final String PROBLEM = "application/problem+json";

    @Test
    void every_bad_field_is_named_at_once_under_its_json_name() {
        // Given
        var body = """
                {"short_text": "too long", "count": 10, "tags": ["a", "long"]}""";
        // When
        var response = given().contentType(ContentType.JSON).body(body).post("/sample");
        // Then
        response.then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("type", equalTo("about:blank"))
                .body("title", equalTo("Bad Request"))
                .body("status", equalTo(400))
                .body("instance", equalTo("/sample"))
                .body("detail", containsString("short_text"))
                .body("violations.field", contains("count", "short_text", "tags[1]"))
                .body("violations[0]", equalTo(Map.of("field", "count", "message", "must be less than or equal to 9")));
    }

    static Stream<Arguments> unreadable_bodies() {
        return Stream.of(
                Arguments.of("{\"short_text\": 1}", "short_text", "must be text"),
                Arguments.of("{\"short_text\": true}", "short_text", "must be text"),
                Arguments.of("{\"short_text\": [\"a\"]}", "short_text", "must be text"),
                Arguments.of("{\"short_text\": \"a\", \"count\": \"1\"}", "count", "must be a number"),
                Arguments.of("{\"short_text\": \"a\", \"count\": 1.5}", "count", "must be a number"),
                Arguments.of("{\"short_text\": \"a\", \"tags\": \"b\"}", "tags", "must be a list"),
                Arguments.of("{\"short_text\": \"a\", \"tags\": [{}]}", "tags[0]", "must be text"),
                Arguments.of("[]", "body", "must be an object"),
                Arguments.of("[".repeat(5_000), "body", "must be an object"),
                Arguments.of("{\"tags\": " + "[".repeat(5_000), "tags[0]", "must be text"),
                Arguments.of("\"text\"", "body", "must be an object"),
                Arguments.of("", "body", "must not be null"),
                Arguments.of("null", "body", "must not be null"),
                Arguments.of(
                        "{\"short_text\": \"\\u0000\"}",
                        "short_text",
                        "must not contain U+0000 or unpaired surrogates"),
                Arguments.of(
                        "{\"short_text\": \"\\ud800\"}",
                        "short_text",
                        "must not contain U+0000 or unpaired surrogates"));
    }

    @ParameterizedTest
    @MethodSource("unreadable_bodies")
    void a_value_of_the_wrong_kind_is_named_with_what_it_must_be(String body, String field, String message) {
        given().contentType(ContentType.JSON)
                .body(body)
                .when()
                .post("/sample")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations.field", contains(field))
                .body("violations.message", contains(message));
    }

    @ParameterizedTest
    @MethodSource
    void what_is_not_json_is_a_400_that_says_where(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .when()
                .post("/sample")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("detail", containsString("JSON"))
                .body("detail", not(containsString("jackson")));
    }

    static Stream<String> what_is_not_json_is_a_400_that_says_where() {
        return Stream.of(
                "{",
                "{\"short_text\": }",
                "{\"short_text\": \"a\", \"short_text\": \"b\"}",
                "{\"short_text\": \"a\"} trailing",
                "{\"count\": 1" + "0".repeat(5_000) + "}");
    }

    @Test
    void bad_query_values_are_named_together() {
        when().get("/sample?limit=0&skip=-1")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations.field", contains("limit", "skip"))
                .body(
                        "violations.message",
                        contains(
                                "must be a whole number from 1 to 100", "must be a whole number from 0 to 2147483647"));
    }

    @ParameterizedTest
    @CsvSource({"limit=", "limit=&limit=1", "limit=1&limit=x", "limit=1&limit=1"})
    void a_query_value_that_is_empty_or_given_twice_is_refused(String query) {
        when().get("/sample?" + query)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations.field", contains("limit"));
    }

    @ParameterizedTest
    @CsvSource({"PUT, /sample, 'GET, HEAD, OPTIONS, POST'", "TRACE, /sample/caller/, 'GET, HEAD, OPTIONS'"})
    void a_method_that_is_not_there_is_a_405_that_says_which_are(String method, String path, String allowed) {
        when().request(method, path).then().statusCode(405).contentType(PROBLEM).header("Allow", allowed);
    }

    @Test
    void options_tells_what_may_be_done_at_this_path() {
        when().options("/sample/caller").then().statusCode(200).header("Allow", "GET, HEAD, OPTIONS");
    }

    @Test
    void the_path_in_a_problem_is_a_uri_whatever_was_asked_for() {
        given().urlEncodingEnabled(false)
                .when()
                .get("/nowhere/%C2%84%C3%A4")
                .then()
                .statusCode(404)
                .body("instance", equalTo("/nowhere/%C2%84%C3%A4"));
    }

    @ParameterizedTest
    @MethodSource
    void the_server_answers_what_it_cannot_route_as_problems(String method, String path, String type, int status) {
        given().contentType(type)
                .body("{}")
                .when()
                .request(method, path)
                .then()
                .statusCode(status)
                .contentType(PROBLEM)
                .body("status", equalTo(status))
                .body("detail", not(equalTo(null)))
                .body("instance", equalTo(path));
    }

    static Stream<Arguments> the_server_answers_what_it_cannot_route_as_problems() {
        return Stream.of(
                Arguments.of("GET", "/nowhere", "application/json", 404),
                Arguments.of("DELETE", "/sample", "application/json", 405),
                Arguments.of("POST", "/sample", "text/plain", 415));
    }

    @Test
    void an_unexpected_failure_tells_nothing_of_the_inside() {
        when().get("/sample/failure")
                .then()
                .statusCode(500)
                .contentType(PROBLEM)
                .body("detail", equalTo("Something went wrong on our side; the error has been logged."))
                .body(not(containsString("db.internal")))
                .body(not(containsString("IllegalState")));
    }

    @Test
    void what_may_be_tried_again_says_when() {
        when().get("/sample/away")
                .then()
                .statusCode(503)
                .contentType(PROBLEM)
                .header("Retry-After", "2")
                .body("detail", equalTo("The store is away; try again shortly."));
    }

    @Test
    void a_body_over_one_mebibyte_is_refused() {
        given().contentType(ContentType.JSON)
                .body("{\"short_text\": \"" + "x".repeat(1 << 20) + "\"}")
                .when()
                .post("/sample")
                .then()
                .statusCode(413)
                .contentType(PROBLEM)
                .body("detail", equalTo("The body is too large: at most 1 MiB."));
    }
}
