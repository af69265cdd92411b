package org.civildiy.acceptance.contract.account;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.acceptance.client.Answers.invalid;
import static org.civildiy.acceptance.client.Answers.problem;
import static org.civildiy.acceptance.client.Answers.timestamp;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.nullValue;

/** docs/contract.md section 3: one profile for each user. */
@AcceptanceTest
class ProfileContractTest {
    private static final String[] FIELDS = {
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
        "updated_at"
    };
    private static final Map<String, String> JOHN = Map.ofEntries(
            Map.entry("first_name", "John"),
            Map.entry("last_name", "Doe"),
            Map.entry("dob", "1990-01-15"),
            Map.entry("address", "123 Main St"),
            Map.entry("city", "New York"),
            Map.entry("state", "NY"),
            Map.entry("zip_code", "10001"),
            Map.entry("country", "USA"),
            Map.entry("phone", "555-1234"),
            Map.entry("bio", "Software engineer — \"quotes\" & <tags>"),
            Map.entry("preferences", "{\"theme\": \"dark\"}"));

    private final Visitor visitor;

    ProfileContractTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE"})
    void every_method_needs_identity(String method) {
        // When
        var response =
                visitor.request().contentType("application/json").body("{}").request(method, "/api/profile");
        // Then
        response.then().spec(problem(401));
    }

    @Test
    void a_created_profile_is_returned_in_full() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var created = ada.post("/api/profile", JOHN);
        // Then
        created.then().statusCode(201);
        assertThat(fields(created)).containsOnlyKeys(FIELDS).containsAllEntriesOf(JOHN);
        created.then()
                .body("id", greaterThan(0))
                .body("user_id", equalTo((int) ada.id()))
                .body("created_at", timestamp())
                .body("updated_at", timestamp());
        assertThat(fields(ada.get("/api/profile"))).isEqualTo(fields(created));
    }

    @Test
    void an_empty_profile_has_every_field_as_null() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var created = ada.post("/api/profile", "{}");
        // Then
        created.then().statusCode(201).body("first_name", nullValue()).body("preferences", nullValue());
        assertThat(fields(created)).containsOnlyKeys(FIELDS);
    }

    @Test
    void a_second_profile_is_a_conflict() {
        // Given
        var ada = visitor.becomesMember();
        ada.post("/api/profile", "{}");
        // When
        var second = ada.post("/api/profile", JOHN);
        // Then
        second.then().spec(problem(409, "Profile already exists for this user"));
    }

    @Test
    void of_two_creations_at_the_same_moment_exactly_one_succeeds() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        // When
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var responses = clients.invokeAll(IntStream.range(0, 4)
                    .<java.util.concurrent.Callable<Integer>>mapToObj(
                            i -> () -> ada.post("/api/profile", "{}").statusCode())
                    .toList());
            // Then
            assertThat(responses.stream().map(a -> a.resultNow())).containsExactlyInAnyOrder(201, 409, 409, 409);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void without_a_profile_every_method_but_creation_is_a_404(String method) {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = ada.request().contentType("application/json").body("{}").request(method, "/api/profile");
        // Then
        response.then().spec(problem(404, "Profile not found"));
    }

    @Test
    void an_update_sets_values_clears_nulls_and_keeps_absent_fields() {
        // Given
        var ada = visitor.becomesMember();
        var before = ada.post("/api/profile", JOHN);
        // When
        var after = ada.put("/api/profile", "{\"city\": \"Boston\", \"phone\": null}");
        // Then
        after.then()
                .statusCode(200)
                .body("city", equalTo("Boston"))
                .body("phone", nullValue())
                .body("first_name", equalTo("John"))
                .body("id", equalTo(before.path("id")))
                .body("created_at", equalTo(before.path("created_at")));
        assertThat(Instant.parse(after.path("updated_at"))).isAfterOrEqualTo(Instant.parse(before.path("updated_at")));
        assertThat(fields(ada.get("/api/profile"))).isEqualTo(fields(after));
    }

    @Test
    void a_deleted_profile_is_a_404_and_can_be_created_again() {
        // Given
        var ada = visitor.becomesMember();
        ada.post("/api/profile", JOHN);
        // When
        var deleted = ada.delete("/api/profile");
        // Then
        deleted.then().statusCode(200).body("message", equalTo("Profile deleted successfully"));
        ada.get("/api/profile").then().spec(problem(404, "Profile not found"));
        ada.post("/api/profile", "{}").then().statusCode(201).body("first_name", nullValue());
    }

    @Test
    void the_owner_of_a_profile_comes_from_the_identity_and_not_from_the_body() {
        // Given
        var ada = visitor.becomesMember();
        var bob = visitor.becomesMember();
        // When
        var created = ada.post("/api/profile", Map.of("user_id", bob.id(), "first_name", "Ada"));
        var updated = ada.put("/api/profile", Map.of("user_id", bob.id()));
        // Then
        created.then().statusCode(201).body("user_id", equalTo((int) ada.id()));
        updated.then().statusCode(200).body("user_id", equalTo((int) ada.id()));
        bob.get("/api/profile").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"15.01.1990", "1990-1-5", "2023-02-30", "not a date", "1990-01-15T00:00:00Z", ""})
    void what_is_not_a_date_is_refused(String dob) {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = ada.post("/api/profile", Map.of("dob", dob));
        // Then
        response.then().spec(invalid("dob"));
    }

    @ParameterizedTest
    @CsvSource({"-2, 201", "2, 400"})
    void a_date_of_birth_is_in_the_past(int days, int status) {
        // Given
        var ada = visitor.becomesMember();
        var dob = LocalDate.now(ZoneOffset.UTC).plusDays(days);
        // When
        var response = ada.post("/api/profile", Map.of("dob", dob.toString()));
        // Then
        response.then().statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({"first_name, 255", "address, 500", "zip_code, 20", "phone, 20"})
    void no_field_is_unbounded(String field, int oldLimit) {
        // Given
        var ada = visitor.becomesMember();
        var bob = visitor.becomesMember();
        // When
        var within = ada.post("/api/profile", Map.of(field, "x".repeat(oldLimit)));
        var beyond = bob.post("/api/profile", Map.of(field, "x".repeat(200_000)));
        // Then
        within.then().statusCode(201);
        beyond.then().spec(invalid(field));
    }

    @Test
    void every_bad_field_is_named_at_once() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = ada.post("/api/profile", Map.of("dob", "2999-01-01", "city", "x".repeat(100_000)));
        // Then
        response.then().spec(invalid("dob", "city"));
    }

    private static Map<String, Object> fields(Response response) {
        return response.jsonPath().getMap("$");
    }
}
