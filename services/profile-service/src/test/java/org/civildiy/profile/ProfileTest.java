package org.civildiy.profile;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.profile.Readiness.awaitReadiness;
import static org.civildiy.profile.Requests.ALL_FIELDS;
import static org.civildiy.profile.Requests.as;
import static org.civildiy.profile.Requests.newUserId;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

/** Creation, reading and deletion of a profile. */
@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class ProfileTest {
    private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final long userId = newUserId();

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @Test
    void a_profile_is_created_with_all_fields_of_the_request() {
        // When
        var response = as(userId).body(ALL_FIELDS).post("/api/profile");
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
    void a_response_has_all_fields_in_their_order_with_nulls() throws Exception {
        // When
        var response = as(userId).body("{}").post("/api/profile");
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
    void a_read_returns_the_profile_as_it_was_created() {
        // Given
        var created = as(userId).body(ALL_FIELDS).post("/api/profile").asString();
        // When
        var response = as(userId).get("/api/profile");
        // Then
        response.then().statusCode(200).body(equalTo(created));
    }

    @Test
    void a_second_profile_of_a_user_is_a_409() {
        // Given
        as(userId).body(ALL_FIELDS).post("/api/profile");
        // When
        var response = as(userId).body("{}").post("/api/profile");
        // Then
        response.then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", equalTo("Profile already exists for this user"));
    }

    @Test
    void of_concurrent_creations_one_succeeds() throws Exception {
        // Given
        var together = new CountDownLatch(1);
        Callable<Integer> creation = () -> {
            together.await();
            return as(userId).body("{}").post("/api/profile").statusCode();
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
    void a_deleted_profile_is_a_404_and_can_be_created_again() {
        // Given
        as(userId).body(ALL_FIELDS).post("/api/profile");
        // When
        var response = as(userId).delete("/api/profile");
        // Then
        response.then().statusCode(200).body("message", equalTo("Profile deleted successfully"));
        as(userId).get("/api/profile").then().statusCode(404);
        as(userId).body("{}").post("/api/profile").then().statusCode(201).body("city", nullValue());
    }

    @Test
    void every_operation_on_a_profile_that_does_not_exist_is_a_404() {
        // When
        var answers = List.of(
                as(userId).get("/api/profile"),
                as(userId).body("{}").put("/api/profile"),
                as(userId).delete("/api/profile"));
        // Then
        assertThat(answers)
                .allSatisfy(answer -> answer.then()
                        .statusCode(404)
                        .contentType("application/problem+json")
                        .body("detail", equalTo("Profile not found")));
    }
}
