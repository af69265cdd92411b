package org.civildiy.auth.account;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.auth.RunningPostgres;
import org.civildiy.auth.password.CheapHashes;
import org.civildiy.local.Backends;

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
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;

@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class LoginTest {
    Backends backends;

    private final String name = newName();

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @Test
    void the_right_password_gets_a_token() {
        // Given
        register(name);
        // When
        var response = login(addressOf(name), PASSWORD);
        // Then
        response.then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", equalTo("no-store"))
                .body("$", aMapWithSize(3))
                .body("access_token", matchesPattern("[\\w-]+\\.[\\w-]+\\.[\\w-]+"))
                .body("token_type", equalTo("bearer"))
                .body("expires_in", equalTo(86_400));
    }

    @Test
    void the_case_of_the_address_does_not_matter() {
        // Given
        register(name);
        // When
        var response = login(addressOf(name).toUpperCase(Locale.ROOT), PASSWORD);
        // Then
        response.then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Correct horse battery staple", "correct horse battery staple "})
    void a_wrong_password_is_a_401(String password) {
        // Given
        register(name);
        // When
        var response = login(addressOf(name), password);
        // Then
        response.then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer"))
                .body("detail", equalTo("Invalid credentials"));
    }

    @Test
    void an_unknown_address_gets_the_same_answer_as_a_wrong_password() {
        // Given
        register(name);
        var wrongPassword = login(addressOf(name), "wrong").asString();
        // When
        var unknownAddress = login(addressOf(newName()), "wrong").asString();
        // Then
        assertThat(unknownAddress).isEqualTo(wrongPassword);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no address", "' or 1=1 --", "ädä@example.org"})
    void text_that_is_no_address_gets_the_same_answer_as_a_wrong_password(String email) {
        // When
        var response = login(email, PASSWORD);
        // Then
        response.then().statusCode(401).body("detail", equalTo("Invalid credentials"));
    }

    @Test
    void every_missing_field_is_named_at_once() {
        // When
        var response = post("/api/auth/login", Map.of());
        // Then
        response.then().statusCode(400).body("violations.field", contains("email", "password"));
    }

    @Test
    void a_password_counts_to_its_last_character() {
        // Given
        register(addressOf(name), name, "x".repeat(127) + "a");
        // When
        var response = login(addressOf(name), "x".repeat(127) + "b");
        // Then
        response.then().statusCode(401);
    }

    @Test
    void a_hash_of_a_lower_cost_than_configured_is_renewed() throws SQLException {
        // Given
        addAccount(CheapHashes.of(PASSWORD));
        // When
        login(addressOf(name), PASSWORD).then().statusCode(200);
        // Then
        assertThat(storedHash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @ParameterizedTest
    @CsvSource({"255, 400, email", "256, 1025, password", "256, 400, email"})
    void input_longer_than_any_stored_value_is_refused(int address, int password, String field) {
        // When
        var response = login("a".repeat(address + 1), "x".repeat(password));
        // Then
        response.then().statusCode(400).body("violations.field", hasItem(field));
    }

    @Test
    void a_hash_of_the_configured_cost_is_not_renewed() throws SQLException {
        // Given
        register(name);
        var hash = storedHash();
        // When
        login(addressOf(name), PASSWORD).then().statusCode(200);
        // Then
        assertThat(storedHash()).isEqualTo(hash);
    }

    @Test
    void no_password_matches_an_unreadable_stored_hash() throws SQLException {
        // Given
        addAccount("plain text");
        // When
        var response = login(addressOf(name), "plain text");
        // Then
        response.then().statusCode(401);
    }

    private void addAccount(String hash) throws SQLException {
        RunningPostgres.addAccount(backends, addressOf(name), name, hash);
    }

    private String storedHash() throws SQLException {
        return RunningPostgres.passwordHash(backends, name);
    }
}
