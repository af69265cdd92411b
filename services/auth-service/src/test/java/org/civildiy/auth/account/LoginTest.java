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
import static org.civildiy.auth.Requests.validate;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;

@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class LoginTest {
    /** Of the first 72 of a hundred "x", by the library of the legacy system. */
    private static final String BCRYPT_OF_100_X = "$2b$04$69gvkXbVnUFGBMbmhU08TegvFAfDhk.v44.izG5GlbWgtxwiDNS.6";

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
    void what_is_no_address_is_nobodys(String email) {
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
    void an_account_of_the_old_system_logs_in_with_its_password() throws SQLException {
        // Given
        addOldAccount(BCRYPT_OF_100_X);
        // When
        var response = login(addressOf(name), "x".repeat(100));
        // Then
        response.then().statusCode(200);
    }

    @Test
    void its_hash_is_renewed_and_from_then_on_the_whole_password_counts() throws SQLException {
        // Given
        addOldAccount(BCRYPT_OF_100_X);
        // When
        login(addressOf(name), "x".repeat(100));
        // Then
        assertThat(storedHash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        login(addressOf(name), "x".repeat(72)).then().statusCode(401);
        login(addressOf(name), "x".repeat(100)).then().statusCode(200);
    }

    @Test
    void a_wrong_password_renews_nothing() throws SQLException {
        // Given
        addOldAccount(BCRYPT_OF_100_X);
        // When
        login(addressOf(name), "x".repeat(71)).then().statusCode(401);
        // Then
        assertThat(storedHash()).isEqualTo(BCRYPT_OF_100_X);
    }

    @Test
    void a_hash_that_costs_less_than_what_is_configured_by_now_is_renewed() throws SQLException {
        // Given
        addOldAccount(CheapHashes.of(PASSWORD));
        // When
        login(addressOf(name), PASSWORD).then().statusCode(200);
        // Then
        assertThat(storedHash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @ParameterizedTest
    @CsvSource({"255, 400, email", "256, 1025, password", "256, 400, email"})
    void what_is_longer_than_anything_that_is_stored_is_refused(int address, int password, String field) {
        // When
        var response = login("a".repeat(address + 1), "x".repeat(password));
        // Then
        response.then().statusCode(400).body("violations.field", hasItem(field));
    }

    @Test
    void a_current_hash_is_left_alone() throws SQLException {
        // Given
        register(name);
        var hash = storedHash();
        // When
        login(addressOf(name), PASSWORD).then().statusCode(200);
        // Then
        assertThat(storedHash()).isEqualTo(hash);
    }

    @Test
    void a_stored_hash_that_nobody_can_read_lets_nobody_in() throws SQLException {
        // Given
        addOldAccount("plain text");
        // When
        var response = login(addressOf(name), "plain text");
        // Then
        response.then().statusCode(401);
    }

    @Test
    void an_old_user_name_that_fits_no_header_is_left_out_of_it() throws SQLException {
        // Given
        addOldAccount("Zoë\r\nX-User-ID: 1 " + name, BCRYPT_OF_100_X);
        // When
        String token = login(addressOf(name), "x".repeat(100)).path("access_token");
        // Then
        var headers =
                validate("Bearer " + token).then().statusCode(200).extract().headers();
        assertThat(headers.hasHeaderWithName("X-User-Name")).isFalse();
        assertThat(headers.getValue("X-User-Email")).isEqualTo(addressOf(name));
    }

    private void addOldAccount(String hash) throws SQLException {
        addOldAccount(name, hash);
    }

    private void addOldAccount(String username, String hash) throws SQLException {
        RunningPostgres.execute(
                backends,
                "INSERT INTO users (email, username, password_hash) VALUES (?, ?, ?)",
                addressOf(name),
                username,
                hash);
    }

    private String storedHash() throws SQLException {
        try (var connection = RunningPostgres.connect(backends);
                var query = connection.prepareStatement("SELECT password_hash FROM users WHERE username = ?")) {
            query.setString(1, name);
            var rows = query.executeQuery();
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
