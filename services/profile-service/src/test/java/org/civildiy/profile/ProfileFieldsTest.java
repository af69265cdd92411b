package org.civildiy.profile;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.civildiy.profile.Readiness.awaitReadiness;
import static org.civildiy.profile.Requests.as;
import static org.civildiy.profile.Requests.newUserId;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

/** Which values each field accepts. */
@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class ProfileFieldsTest {
    private final long userId = newUserId();

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @Test
    void every_bad_field_is_named_at_once() {
        // Given
        var bad = Map.of(
                "first_name", "x".repeat(256),
                "last_name", "x".repeat(256),
                "dob", "yesterday",
                "address", "x".repeat(501),
                "zip_code", "x".repeat(21),
                "phone", "x".repeat(21),
                "bio", "x".repeat(10_001),
                "preferences", "{");
        // When
        var response = as(userId).body(bad).post("/api/profile");
        // Then
        response.then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "violations.field",
                        contains(bad.keySet().stream().sorted().toArray()));
    }

    @ParameterizedTest
    @CsvSource({
        "first_name, 255",
        "last_name, 255",
        "address, 500",
        "city, 255",
        "state, 255",
        "zip_code, 20",
        "country, 255",
        "phone, 20",
        "bio, 10000"
    })
    void a_field_longer_than_its_bound_is_refused(String field, int longest) {
        // Given
        as(userId).body("{}").post("/api/profile");
        // When
        var atBound = as(userId).body(Map.of(field, "ä".repeat(longest))).put("/api/profile");
        var beyond = as(userId).body(Map.of(field, "ä".repeat(longest + 1))).put("/api/profile");
        // Then
        atBound.then().statusCode(200).body(field, equalTo("ä".repeat(longest)));
        beyond.then().statusCode(400).body("violations.field", contains(field));
    }

    static Stream<String> badDates() {
        return Stream.of(
                "",
                "1990",
                "1990-1-5",
                "1990-02-30",
                "1990-13-01",
                "15.01.1990",
                "1990-01-15T00:00:00Z",
                "+1990-1-15",
                LocalDate.now(ZoneOffset.UTC).toString(),
                LocalDate.now(ZoneOffset.UTC).plusYears(1).toString());
    }

    @ParameterizedTest
    @MethodSource("badDates")
    void a_date_of_birth_is_a_day_in_the_past(String dob) {
        // When
        var response = as(userId).body(Map.of("dob", dob)).post("/api/profile");
        // Then
        response.then().statusCode(400).body("violations.field", contains("dob"));
    }

    @Test
    void yesterday_is_in_the_past() {
        // Given
        var yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        // When
        var response = as(userId).body(Map.of("dob", yesterday)).post("/api/profile");
        // Then
        response.then().statusCode(201).body("dob", equalTo(yesterday));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{'a': 1}", "{} {}", "dark", "{\"a\": NaN}"})
    void preferences_that_are_no_json_are_refused(String preferences) {
        // When
        var response = as(userId).body(Map.of("preferences", preferences)).post("/api/profile");
        // Then
        response.then().statusCode(400).body("violations.field", contains("preferences"));
    }

    @Test
    void preferences_that_are_nested_too_deep_are_refused() {
        // When
        var response = as(userId)
                .body(Map.of("preferences", "[".repeat(5_000) + "]".repeat(5_000)))
                .post("/api/profile");
        // Then
        response.then().statusCode(400).body("violations.field", contains("preferences"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\\u0000b\"", "\"\\ud800\"", "5", "true", "{}", "[\"a\"]"})
    void a_value_that_is_no_storable_text_is_refused(String json) {
        // When
        var response = as(userId).body("{\"bio\": %s}".formatted(json)).post("/api/profile");
        // Then
        response.then().statusCode(400).body("violations.field", contains("bio"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"text\"", "{"})
    void a_body_that_is_no_json_object_is_a_400(String body) {
        // When
        var response = as(userId).body(body).put("/api/profile");
        // Then
        response.then().statusCode(400).contentType("application/problem+json");
    }
}
