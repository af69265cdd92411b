package org.civildiy.auth.throttle;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.auth.Configured;
import org.civildiy.auth.ExpirySweep;
import org.civildiy.auth.RunningPostgres;
import org.civildiy.auth.password.Passwords;
import org.civildiy.local.Backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.auth.Requests.PASSWORD;
import static org.civildiy.auth.Requests.addressOf;
import static org.civildiy.auth.Requests.awaitReadiness;
import static org.civildiy.auth.Requests.changePassword;
import static org.civildiy.auth.Requests.login;
import static org.civildiy.auth.Requests.newMember;
import static org.civildiy.auth.Requests.newName;
import static org.civildiy.auth.Requests.register;
import static org.civildiy.auth.Requests.statusesAtOnce;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;

@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class ThrottleTest {
    private static final int ALLOWED = 10;
    private static final String WRONG = "not the password";

    /** Where the requests of these tests come from. */
    private static final Source HERE = Source.of("127.0.0.1");

    private final String name = newName();

    Backends backends;

    @Inject
    AttemptStore store;

    @Inject
    ThrottleKeys keys;

    @Inject
    Passwords passwords;

    @Inject
    ExpirySweep expiry;

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void after_ten_failures_there_is_no_other_try_whether_or_not_there_is_an_account(boolean registered) {
        // Given
        if (registered) {
            register(name);
        }
        failed(ALLOWED).forEach(response -> response.then().statusCode(401));
        // When
        var response = login(addressOf(name), PASSWORD);
        // Then
        response.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("8[0-9]{2}|900"))
                .body("detail", containsString("Too many wrong passwords"));
    }

    /** The production configuration; the service of these tests delays less. */
    @Test
    void after_seven_failures_the_next_try_waits_a_second() {
        // Given
        var verification = new ThrottledVerification(passwords, store, Configured.with(ThrottleConfig.class, Map.of()));
        var account = keys.forLogin(addressOf(name), Optional.empty(), HERE);
        failedAtAnotherInstance(account, 7, Instant.now());
        var begin = Instant.now();
        // When
        verification
                .verify(account, PASSWORD, Optional.empty(), lockedFor -> {})
                .await()
                .atMost(Duration.ofSeconds(10));
        // Then
        assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void concurrent_attempts_are_limited_like_consecutive_ones() {
        // Given
        register(name);
        failedAtAnotherInstance(loginKey(), ALLOWED - 3, Instant.now());
        // When
        var statuses = statusesAtOnce(12, i -> login(addressOf(name), WRONG));
        // Then
        assertThat(statuses)
                .allSatisfy(status -> assertThat(status).isIn(401, 429, 503))
                .filteredOn(status -> status == 401)
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void a_successful_login_clears_the_failures() {
        // Given
        register(name);
        failed(4);
        login(addressOf(name), PASSWORD).then().statusCode(200);
        // When
        var attempts = storedAttempts();
        // Then
        assertThat(attempts.fromSource().times()).isEmpty();
    }

    @Test
    void concurrent_logins_with_the_right_password_are_not_throttled() {
        // Given
        register(name);
        // When
        var statuses = statusesAtOnce(12, i -> login(addressOf(name), PASSWORD));
        // Then
        assertThat(statuses)
                .contains(200)
                .allSatisfy(status -> assertThat(status).isIn(200, 503));
    }

    @Test
    void failures_at_another_instance_count_here() {
        // Given
        register(name);
        failedAtAnotherInstance(loginKey(), ALLOWED, Instant.now());
        // When
        var response = login(addressOf(name), PASSWORD);
        // Then
        response.then().statusCode(429);
    }

    @Test
    void failures_older_than_a_quarter_of_an_hour_do_not_count() {
        // Given
        register(name);
        var longAgo = Instant.now().minus(Duration.ofMinutes(15));
        failedAtAnotherInstance(loginKey(), ALLOWED, longAgo);
        // When
        var response = login(addressOf(name), PASSWORD);
        // Then
        response.then().statusCode(200);
    }

    @Test
    void only_the_ten_newest_failures_are_stored() {
        // Given
        register(name);
        // When
        failedAtAnotherInstance(loginKey(), ALLOWED + 5, Instant.now());
        // Then
        assertThat(storedAttempts().fromSource().times()).hasSize(ALLOWED);
    }

    @Test
    void failed_logins_do_not_lock_the_password_change_of_the_owner() {
        // Given
        var token = newMember(name);
        failedAtAnotherInstance(loginKey(), ALLOWED, Instant.now());
        // When
        var response = changePassword(token, PASSWORD, "an even more correct horse");
        // Then
        response.then().statusCode(200);
    }

    @Test
    void failed_attempts_with_a_token_lock_the_password_change() {
        // Given
        var token = newMember(name);
        failedAtAnotherInstance(keys.forConfirmation(userId(), HERE), ALLOWED - 1, Instant.now());
        changePassword(token, WRONG, "an even more correct horse").then().statusCode(403);
        // When
        var response = changePassword(token, PASSWORD, "an even more correct horse");
        // Then
        response.then().statusCode(429);
    }

    @Test
    void failures_that_no_longer_count_are_deleted() throws Exception {
        // Given
        register(name);
        var longAgo = Instant.now().minus(Duration.ofMinutes(16));
        failedAtAnotherInstance(loginKey(), 1, longAgo);
        // When
        expiry.sweep(Instant.now()).await().atMost(Duration.ofSeconds(10));
        // Then
        assertThat(storedAttempts().fromSource().times()).isEmpty();
        assertThat(storedAttempts().fromAll().times()).isEmpty();
    }

    private AttemptKeys loginKey() {
        return keys.forLogin(addressOf(name), Optional.of(userId()), HERE);
    }

    private long userId() {
        try {
            return RunningPostgres.count(backends, "SELECT id FROM users WHERE username = ?", name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private AttemptHistory storedAttempts() {
        return store.read(loginKey(), Instant.now()).await().atMost(Duration.ofSeconds(10));
    }

    private List<Response> failed(int times) {
        return Stream.generate(() -> login(addressOf(name), WRONG)).limit(times).toList();
    }

    private void failedAtAnotherInstance(AttemptKeys account, int times, Instant when) {
        for (var i = 0; i < times; i++) {
            store.add(account, when).await().atMost(Duration.ofSeconds(10));
        }
    }
}
