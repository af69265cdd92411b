package org.civildiy.auth.account;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.auth.RunningPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.auth.Requests.PASSWORD;
import static org.civildiy.auth.Requests.addressOf;
import static org.civildiy.auth.Requests.awaitReadiness;
import static org.civildiy.auth.Requests.login;
import static org.civildiy.auth.Requests.newName;
import static org.civildiy.auth.Requests.post;
import static org.civildiy.auth.Requests.register;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class RegisterTest {
    private final String name = newName();

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @Test
    void a_registration_creates_an_account_and_returns_it() {
        // When
        var response = register("Ada." + name + "@Example.ORG", name, PASSWORD);
        // Then
        response.then()
                .statusCode(201)
                .contentType("application/json")
                .body("$", aMapWithSize(3))
                .body("id", greaterThan(0))
                .body("email", equalTo("Ada." + name + "@example.org"))
                .body("username", equalTo(name));
    }

    @Test
    void a_registered_account_can_log_in() {
        // Given
        register(name);
        // When
        var response = login(addressOf(name), PASSWORD);
        // Then
        response.then().statusCode(200);
    }

    @Test
    void unknown_fields_are_ignored() {
        // Given
        var body = Map.of(
                "email", addressOf(name), "username", name, "password", PASSWORD, "id", 1, "role", "administrator");
        // When
        var response = post("/api/auth/register", body);
        // Then
        response.then().statusCode(201).body("$", aMapWithSize(3));
    }

    @Test
    void a_taken_address_is_a_409_whatever_its_case() {
        // Given
        register(name);
        // When
        var response = register(addressOf(name).toUpperCase(Locale.ROOT), newName(), PASSWORD);
        // Then
        response.then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", equalTo("User already exists"));
    }

    @Test
    void a_taken_user_name_is_a_409_whatever_its_case() {
        // Given
        register(name);
        // When
        var response = register(addressOf(newName()), name.toUpperCase(Locale.ROOT), PASSWORD);
        // Then
        response.then().statusCode(409).body("detail", equalTo("User already exists"));
    }

    @Test
    void of_concurrent_registrations_one_succeeds() throws Exception {
        // Given
        var together = new CountDownLatch(1);
        Callable<Integer> registration = () -> {
            together.await();
            return register(name).statusCode();
        };
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 12)
                    .mapToObj(client -> clients.submit(registration))
                    .toList();
            // When
            together.countDown();
            // Then
            assertThat(answers).extracting(Future::get).containsOnlyOnce(201).containsOnly(201, 409);
        }
    }

    /** Posts of an account without a name are shown under such a name; nobody else may have it. */
    @ParameterizedTest
    @ValueSource(strings = {"user_1006", "User_1", "USER_99999999999"})
    void a_name_that_stands_for_an_account_without_one_is_refused(String reserved) {
        // When
        var response = register(addressOf(name), reserved, PASSWORD);
        // Then
        response.then().statusCode(400).body("violations.field", contains("username"));
    }

    @Test
    void a_name_that_only_begins_like_one_of_those_is_taken() {
        // When
        var response = register(addressOf(name), "user_1" + name, PASSWORD);
        // Then
        response.then().statusCode(201);
    }

    @Test
    void every_bad_field_is_named_at_once() {
        // When
        var response = register("no address", "no name!", "short");
        // Then
        response.then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", contains("email", "password", "username"));
    }

    @Test
    void every_missing_field_is_named_at_once() {
        // When
        var response = post("/api/auth/register", Map.of());
        // Then
        response.then().statusCode(400).body("violations.field", contains("email", "password", "username"));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 128})
    void passwords_within_the_bounds_are_taken_counted_in_characters(int length) {
        // When
        var response = register(addressOf(name), name, "🔑".repeat(length));
        // Then
        response.then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 129})
    void passwords_out_of_bounds_are_refused_and_the_bounds_told(int length) {
        // When
        var response = register(addressOf(name), name, "🔑".repeat(length));
        // Then
        response.then()
                .statusCode(400)
                .body("violations.field", contains("password"))
                .body("violations[0].message", equalTo("must have 6 to 128 characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"password123", "Password123", "qwerty", "888888"})
    void the_most_common_passwords_are_refused_and_that_is_told(String common) {
        // When
        var response = register(addressOf(name), name, common);
        // Then
        response.then()
                .statusCode(400)
                .body("violations.field", contains("password"))
                .body("violations[0].message", containsString("most common passwords"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"civildiy", "CivilDIY", "civildiy2026!", "++CivilDIY++"})
    void a_word_of_the_installation_is_no_password_whatever_is_around_it(String word) {
        // When
        var response = register(addressOf(name), name, word);
        // Then
        response.then()
                .statusCode(400)
                .body("violations.field", contains("password"))
                .body("violations[0].message", containsString("word of this system"));
    }

    @ParameterizedTest
    @CsvSource({"50, 201", "51, 400"})
    void user_names_have_at_most_50_characters(int length, int status) {
        // Given
        var username = name + "n".repeat(length - name.length());
        // When
        var response = register(addressOf(name), username, PASSWORD);
        // Then
        response.then().statusCode(status);
    }

    @Test
    void one_character_is_a_user_name() {
        // When
        var response = register(addressOf(name), "_", PASSWORD);
        // Then
        response.then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ada lovelace", "adä", "ada\n", "<b>ada</b>", "ada/../root", "ada:"})
    void user_names_of_other_characters_are_refused(String username) {
        // When
        var response = register(addressOf(name), username, PASSWORD);
        // Then
        response.then().statusCode(400).body("violations.field", contains("username"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\u0000secret\"", "\"secret\\ud800\"", "5", "null", "[\"secret\"]"})
    void a_value_that_is_no_storable_text_is_no_password(String json) {
        // Given
        var body = "{\"email\": \"%s\", \"username\": \"%s\", \"password\": %s}".formatted(addressOf(name), name, json);
        // When
        var response = post("/api/auth/register", body);
        // Then
        response.then().statusCode(400).body("violations.field", contains("password"));
    }
}
