package org.civildiy.acceptance.contract.account;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.acceptance.client.Answers.invalid;
import static org.civildiy.acceptance.client.Answers.problem;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;

/** docs/contract.md section 2: registration. */
@AcceptanceTest
class RegisterContractTest {
    private final Visitor visitor;

    RegisterContractTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @Test
    void registration_returns_id_email_and_name_and_nothing_else() {
        // Given
        var name = Visitor.unusedName();
        // When
        var response = visitor.register(name + "@example.com", name, Visitor.PASSWORD);
        // Then
        response.then()
                .statusCode(201)
                .contentType("application/json")
                .body("$", aMapWithSize(3))
                .body("id", greaterThan(0))
                .body("email", equalTo(name + "@example.com"))
                .body("username", equalTo(name));
    }

    @Test
    void a_taken_email_is_a_conflict_in_any_letter_case() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = visitor.register(ada.email().toUpperCase(Locale.ROOT), Visitor.unusedName(), Visitor.PASSWORD);
        // Then
        response.then().spec(problem(409, "User already exists"));
    }

    @Test
    void a_taken_user_name_is_a_conflict_in_any_letter_case() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = visitor.register(
                Visitor.unusedName() + "@example.com", ada.username().toUpperCase(Locale.ROOT), Visitor.PASSWORD);
        // Then
        response.then().spec(problem(409, "User already exists"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "username"})
    void of_two_registrations_at_the_same_moment_exactly_one_succeeds(String field) throws Exception {
        // Given
        var same = Visitor.unusedName();
        Callable<Integer> registration = () -> {
            var other = Visitor.unusedName();
            var email = (field.equals("email") ? same : other) + "@example.com";
            var username = field.equals("username") ? same : other;
            return visitor.register(email, username, Visitor.PASSWORD).statusCode();
        };
        // When
        Map<Integer, Long> responses;
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = clients.invokeAll(
                    IntStream.range(0, 6).mapToObj(i -> registration).toList());
            responses = all.stream().map(f -> f.resultNow()).collect(groupingBy(status -> status, counting()));
        }
        // Then
        assertThat(responses).isEqualTo(Map.of(201, 1L, 409, 5L));
    }

    @ParameterizedTest
    @CsvSource({"a, 201", "A.b_c-9, 201", "'', 400", "with space, 400", "naïve, 400", "semi;colon, 400"})
    void user_names_are_made_of_letters_digits_dot_underscore_and_hyphen(String name, int status) {
        // Given
        var unused = status == 201 ? name + Visitor.unusedName() : name;
        // When
        var response = visitor.register(Visitor.unusedName() + "@example.com", unused, Visitor.PASSWORD);
        // Then
        response.then().statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({"50, 201", "51, 400"})
    void a_user_name_has_at_most_50_characters(int length, int status) {
        // Given
        var name = padded(Visitor.unusedName(), length);
        // When
        var response = visitor.register(Visitor.unusedName() + "@example.com", name, Visitor.PASSWORD);
        // Then
        response.then().statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({"255, 201", "256, 400"})
    void an_email_has_at_most_255_characters(int length, int status) {
        // Given
        var email = emailOf(length);
        // When
        var response = visitor.register(email, Visitor.unusedName(), Visitor.PASSWORD);
        // Then
        response.then().statusCode(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "ada@",
                "@example.com",
                "ada@@example.com",
                "ada example@example.com",
                "ada@exa mple.com"
            })
    void what_is_not_an_email_is_refused(String email) {
        // When
        var response = visitor.register(email, Visitor.unusedName(), Visitor.PASSWORD);
        // Then
        response.then().spec(invalid("email"));
    }

    @ParameterizedTest
    @CsvSource({"5, 400", "6, 201", "128, 201", "129, 400"})
    void a_password_has_6_to_128_characters(int length, int status) {
        // Given
        var name = Visitor.unusedName();
        // When
        var response = visitor.register(name + "@example.com", name, padded("", length));
        // Then
        response.then().statusCode(status);
    }

    @Test
    void every_bad_field_is_named_at_once() {
        // When
        var response = visitor.register("nobody", "no body", "short");
        // Then
        response.then().spec(invalid("email", "username", "password"));
    }

    @Test
    void every_missing_field_is_named_at_once() {
        // When
        var response = visitor.post("/api/auth/register", "{}");
        // Then
        response.then().spec(invalid("email", "username", "password"));
    }

    @Test
    void unknown_fields_are_ignored() {
        // Given
        var name = Visitor.unusedName();
        var registration = new HashMap<String, Object>(
                Map.of("email", name + "@example.com", "username", name, "password", Visitor.PASSWORD));
        registration.put("id", 1);
        registration.put("admin", true);
        // When
        var response = visitor.post("/api/auth/register", registration);
        // Then
        response.then().statusCode(201).body("$", aMapWithSize(3)).body("id", not(equalTo(1)));
    }

    private static String padded(String start, int length) {
        return start + "x".repeat(length - start.length());
    }

    /** An address of this length, with labels of at most 63 characters, as DNS allows. */
    private static String emailOf(int length) {
        var local = Visitor.unusedName() + "@";
        var labels = ("d".repeat(59) + ".").repeat(4);
        return local + labels.substring(0, length - local.length() - "d.com".length()) + "d.com";
    }
}
