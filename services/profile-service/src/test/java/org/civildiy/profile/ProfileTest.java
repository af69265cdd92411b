package org.civildiy.profile;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.profile.Readiness.awaitReadiness;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class ProfileTest {
    private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final Map<String, Object> ALL_FIELDS = Map.ofEntries(
            Map.entry("first_name", "Ada"),
            Map.entry("last_name", "Lovelace"),
            Map.entry("dob", "1815-12-10"),
            Map.entry("address", "12 St James's Square"),
            Map.entry("city", "London"),
            Map.entry("state", "Middlesex"),
            Map.entry("zip_code", "SW1Y 4JH"),
            Map.entry("country", "UK"),
            Map.entry("phone", "555-1815"),
            Map.entry("bio", "Wrote the first program <b>🔑</b>"),
            Map.entry("preferences", "{\"theme\": \"dark\"}"));

    /** No other test has it, and no 32 bits hold it. */
    private final long userId = ThreadLocalRandom.current().nextLong(10_000_000_000L, 999_999_999_999_999_999L);

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @Test
    void a_profile_is_made_with_all_it_says() {
        // When
        var response = asUser().body(ALL_FIELDS).post("/api/profile");
        // Then
        response.then()
                .statusCode(201)
                .contentType("application/json")
                .body("id", greaterThan(0))
                .body("user_id", equalTo(userId))
                .body("created_at", matchesPattern(TIMESTAMP))
                .body("updated_at", equalTo(response.path("created_at")));
        assertThat(response.jsonPath().getMap("$")).containsAllEntriesOf(ALL_FIELDS);
    }

    @Test
    void an_answer_has_all_fields_in_their_order_with_nulls() throws Exception {
        // When
        var response = asUser().body("{}").post("/api/profile");
        // Then
        Map<String, Object> fields = new ObjectMapper().readValue(response.asString(), new TypeReference<>() {});
        assertThat(fields.keySet())
                .containsExactly(
                        "id",
                        "user_id",
                        "first_name",
                        "last_name",
                        "dob",
                        "address",
                        "city",
                        "state",
                        "zip_code",
                        "country",
                        "phone",
                        "bio",
                        "preferences",
                        "created_at",
                        "updated_at");
        assertThat(fields).containsEntry("bio", null);
    }

    @Test
    void what_was_made_is_what_is_seen() {
        // Given
        var made = asUser().body(ALL_FIELDS).post("/api/profile").asString();
        // When
        var response = asUser().get("/api/profile");
        // Then
        response.then().statusCode(200).body(equalTo(made));
    }

    @Test
    void identity_decides_whose_it_is_and_not_the_body() {
        // When
        var response = asUser().body(Map.of("user_id", 1, "id", 1, "created_at", "2000-01-01T00:00:00Z"))
                .post("/api/profile");
        // Then
        response.then().statusCode(201).body("user_id", equalTo(userId));
        assertThat(response.<String>path("created_at")).doesNotStartWith("2000");
    }

    @Test
    void there_is_one_profile_for_each_user() {
        // Given
        asUser().body(ALL_FIELDS).post("/api/profile");
        // When
        var response = asUser().body("{}").post("/api/profile");
        // Then
        response.then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", equalTo("Profile already exists for this user"));
    }

    @Test
    void of_many_at_the_same_moment_one_is_made() throws Exception {
        // Given
        var together = new CountDownLatch(1);
        Callable<Integer> creation = () -> {
            together.await();
            return asUser().body("{}").post("/api/profile").statusCode();
        };
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 12)
                    .mapToObj(client -> clients.submit(creation))
                    .toList();
            // When
            together.countDown();
            // Then
            assertThat(answers).extracting(Future::get).containsOnlyOnce(201).containsOnly(201, 409);
        }
    }

    @Test
    void a_field_that_is_absent_stays_and_one_that_is_null_is_cleared() {
        // Given
        asUser().body(ALL_FIELDS).post("/api/profile");
        // When
        var response = asUser().body("{\"city\": \"Paris\", \"state\": null}").put("/api/profile");
        // Then
        response.then()
                .statusCode(200)
                .body("city", equalTo("Paris"))
                .body("state", nullValue())
                .body("first_name", equalTo("Ada"))
                .body("preferences", equalTo("{\"theme\": \"dark\"}"));
        asUser().get("/api/profile").then().body(equalTo(response.asString()));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void every_field_can_be_set_and_cleared(String field) {
        // Given
        asUser().body("{}").post("/api/profile");
        asUser().body(Map.of(field, ALL_FIELDS.get(field)))
                .put("/api/profile")
                .then()
                .body(field, equalTo(ALL_FIELDS.get(field)));
        // When
        var response = asUser().body("{\"%s\": null}".formatted(field)).put("/api/profile");
        // Then
        response.then().statusCode(200).body(field, nullValue());
    }

    static Stream<String> fields() {
        return ALL_FIELDS.keySet().stream().sorted();
    }

    @Test
    void changes_of_different_fields_at_the_same_moment_all_hold() throws Exception {
        // Given
        asUser().body("{}").post("/api/profile");
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            var answers = ALL_FIELDS.entrySet().stream()
                    .map(field -> clients.submit(() -> asUser().body(Map.of(field.getKey(), field.getValue()))
                            .put("/api/profile")
                            .statusCode()))
                    .toList();
            // Then
            assertThat(answers).extracting(Future::get).containsOnly(200);
        }
        assertThat(asUser().get("/api/profile").jsonPath().getMap("$")).containsAllEntriesOf(ALL_FIELDS);
    }

    @Test
    void an_empty_change_is_a_change_too() {
        // Given
        var before = asUser().body(ALL_FIELDS).post("/api/profile");
        // When
        var after = asUser().body("{}").put("/api/profile");
        // Then
        after.then().statusCode(200).body("created_at", equalTo(before.path("created_at")));
        assertThat(after.<String>path("updated_at")).isGreaterThan(before.path("updated_at"));
    }

    @Test
    void a_removed_profile_is_gone_and_can_be_made_again() {
        // Given
        asUser().body(ALL_FIELDS).post("/api/profile");
        // When
        var response = asUser().delete("/api/profile");
        // Then
        response.then().statusCode(200).body("message", equalTo("Profile deleted successfully"));
        asUser().get("/api/profile").then().statusCode(404);
        asUser().body("{}").post("/api/profile").then().statusCode(201).body("city", nullValue());
    }

    @Test
    void where_there_is_none_the_answer_is_404() {
        // When
        var answers = List.of(
                asUser().get("/api/profile"), asUser().body("{}").put("/api/profile"), asUser().delete("/api/profile"));
        // Then
        assertThat(answers)
                .allSatisfy(answer -> answer.then()
                        .statusCode(404)
                        .contentType("application/problem+json")
                        .body("detail", equalTo("Profile not found")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "abc", "1.5", "9999999999999999999", "1 OR 1=1"})
    void an_identity_that_is_not_well_formed_is_a_401(String id) {
        // When
        var answers = List.of(
                as(id).get("/api/profile"),
                as(id).body("{}").post("/api/profile"),
                as(id).body("{}").put("/api/profile"),
                as(id).delete("/api/profile"));
        // Then
        assertThat(answers).allSatisfy(ProfileTest::isUnauthorized);
    }

    @Test
    void no_identity_is_a_401() {
        // When
        var response = given().get("/api/profile");
        // Then
        isUnauthorized(response);
    }

    private RequestSpecification asUser() {
        return as(Long.toString(userId));
    }

    private static RequestSpecification as(String id) {
        return given().header("X-User-ID", id).contentType(ContentType.JSON);
    }

    private static void isUnauthorized(Response response) {
        response.then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer"));
    }
}
