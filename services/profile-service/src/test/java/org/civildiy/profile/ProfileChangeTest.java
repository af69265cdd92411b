package org.civildiy.profile;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.profile.Readiness.awaitReadiness;
import static org.civildiy.profile.Requests.ALL_FIELDS;
import static org.civildiy.profile.Requests.as;
import static org.civildiy.profile.Requests.newUserId;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** Partial updates of a profile. */
@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class ProfileChangeTest {
    private final long userId = newUserId();

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @Test
    void a_field_that_is_absent_stays_and_one_that_is_null_is_cleared() {
        // Given
        as(userId).body(ALL_FIELDS).post("/api/profile");
        // When
        var response = as(userId).body("{\"city\": \"Paris\", \"state\": null}").put("/api/profile");
        // Then
        response.then()
                .statusCode(200)
                .body("city", equalTo("Paris"))
                .body("state", nullValue())
                .body("first_name", equalTo("Ada"))
                .body("preferences", equalTo("{\"theme\": \"dark\"}"));
        as(userId).get("/api/profile").then().body(equalTo(response.asString()));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void every_field_can_be_set_and_cleared(String field) {
        // Given
        as(userId).body("{}").post("/api/profile");
        as(userId)
                .body(Map.of(field, ALL_FIELDS.get(field)))
                .put("/api/profile")
                .then()
                .body(field, equalTo(ALL_FIELDS.get(field)));
        // When
        var response = as(userId).body("{\"%s\": null}".formatted(field)).put("/api/profile");
        // Then
        response.then().statusCode(200).body(field, nullValue());
    }

    static Stream<String> fields() {
        return ALL_FIELDS.keySet().stream().sorted();
    }

    @Test
    void concurrent_changes_of_different_fields_are_all_stored() throws Exception {
        // Given
        as(userId).body("{}").post("/api/profile");
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            var answers = ALL_FIELDS.entrySet().stream()
                    .map(field -> clients.submit(() -> as(userId)
                            .body(Map.of(field.getKey(), field.getValue()))
                            .put("/api/profile")
                            .statusCode()))
                    .toList();
            // Then
            assertThat(answers).extracting(Future::get).containsOnly(200);
        }
        assertThat(as(userId).get("/api/profile").jsonPath().getMap("$")).containsAllEntriesOf(ALL_FIELDS);
    }

    @Test
    void an_empty_change_sets_updated_at() {
        // Given
        var before = as(userId).body(ALL_FIELDS).post("/api/profile");
        // When
        var after = as(userId).body("{}").put("/api/profile");
        // Then
        after.then().statusCode(200).body("created_at", equalTo(before.path("created_at")));
        assertThat(after.<String>path("updated_at")).isGreaterThan(before.path("updated_at"));
    }
}
