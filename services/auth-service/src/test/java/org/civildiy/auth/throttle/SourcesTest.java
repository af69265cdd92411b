package org.civildiy.auth.throttle;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.auth.ExpirySweep;
import org.civildiy.auth.RunningPostgres;
import org.civildiy.local.Backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.auth.Requests.PASSWORD;
import static org.civildiy.auth.Requests.addressOf;
import static org.civildiy.auth.Requests.awaitReadiness;
import static org.civildiy.auth.Requests.loginFrom;
import static org.civildiy.auth.Requests.newName;
import static org.civildiy.auth.Requests.register;
import static org.civildiy.auth.Requests.statusesAtOnce;

/** What the failures of strangers do to the login of an account's owner. */
@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class SourcesTest {
    private static final int ALLOWED = 10;
    private static final int ALLOWED_FOR_ALL = 100;
    private static final String WRONG = "not the password";
    private static final String OWNER = "203.0.113.9";
    private static final String STRANGER = "198.51.100.1";
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final String name = newName();
    private int userId;

    Backends backends;

    @Inject
    AttemptStore store;

    @Inject
    ThrottleKeys keys;

    @Inject
    ExpirySweep expiry;

    @BeforeEach
    void registered() {
        awaitReadiness();
        userId = register(name).path("id");
    }

    @Test
    void a_stranger_locks_the_account_for_themselves_and_not_for_its_owner() {
        // Given
        IntStream.range(0, ALLOWED).forEach(i -> login(STRANGER, WRONG).then().statusCode(401));
        login(STRANGER, PASSWORD).then().statusCode(429);
        // When
        var response = login(OWNER, PASSWORD);
        // Then
        response.then().statusCode(200);
    }

    @Test
    void strangers_with_many_addresses_have_a_hundred_attempts_together() {
        // Given
        failedFromManySources(ALLOWED_FOR_ALL - 1);
        login(STRANGER, WRONG).then().statusCode(401);
        // When
        var response = login("198.51.100.2", PASSWORD);
        // Then
        response.then().statusCode(429);
        assertThat(Integer.parseInt(response.header("Retry-After"))).isBetween(1, 15 * 60);
    }

    @Test
    void the_owner_logs_in_from_a_known_source_however_many_strangers_fail() {
        // Given
        login(OWNER, PASSWORD).then().statusCode(200);
        failedFromManySources(ALLOWED_FOR_ALL);
        login(STRANGER, PASSWORD).then().statusCode(429);
        // When
        var response = login(OWNER, PASSWORD);
        // Then
        response.then().statusCode(200);
    }

    @Test
    void a_known_source_has_ten_attempts_as_any_other() {
        // Given
        login(OWNER, PASSWORD).then().statusCode(200);
        IntStream.range(0, ALLOWED).forEach(i -> login(OWNER, WRONG).then().statusCode(401));
        // When
        var response = login(OWNER, PASSWORD);
        // Then
        response.then().statusCode(429);
    }

    @Test
    void a_login_clears_the_failures_of_its_own_source_only() {
        // Given
        failedFromManySources(ALLOWED_FOR_ALL - 1);
        login(OWNER, PASSWORD).then().statusCode(200);
        login(STRANGER, WRONG).then().statusCode(401);
        // When
        var response = login("198.51.100.2", PASSWORD);
        // Then
        response.then().statusCode(429);
    }

    @Test
    void addresses_of_one_64_are_one_source() {
        // Given
        IntStream.range(0, ALLOWED)
                .forEach(i -> login("2001:db8::" + i, WRONG).then().statusCode(401));
        // When
        var response = login("2001:db8::ffff", PASSWORD);
        // Then
        response.then().statusCode(429);
        login("2001:db8:0:1::1", PASSWORD).then().statusCode(200);
    }

    @Test
    void what_a_client_wrote_before_the_gateway_gives_it_no_other_source() {
        // Given
        IntStream.range(0, ALLOWED)
                .forEach(i ->
                        login("192.0.2." + i + ", " + STRANGER, WRONG).then().statusCode(401));
        // When
        var response = login("192.0.2.99, " + STRANGER, PASSWORD);
        // Then
        response.then().statusCode(429);
    }

    @Test
    void concurrent_attempts_of_many_sources_are_limited_like_consecutive_ones() {
        // Given
        failedFromManySources(ALLOWED_FOR_ALL - 3);
        // When
        var statuses = statusesAtOnce(12, i -> login("192.0.2." + i, WRONG));
        // Then
        assertThat(statuses)
                .allSatisfy(status -> assertThat(status).isIn(401, 429, 503))
                .filteredOn(status -> status == 401)
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void an_account_has_a_bounded_number_of_known_sources_and_the_oldest_is_forgotten() {
        // Given
        var now = Instant.now();
        IntStream.rangeClosed(0, AttemptStore.MAX_KNOWN)
                .forEach(i -> remember("192.0.2." + i, now.minusSeconds(1000 - i)));
        // When
        var known = IntStream.rangeClosed(0, AttemptStore.MAX_KNOWN)
                .filter(i -> history("192.0.2." + i).isKnown());
        // Then
        assertThat(known.toArray())
                .containsExactly(
                        IntStream.rangeClosed(1, AttemptStore.MAX_KNOWN).toArray());
    }

    @Test
    void a_source_is_known_for_ninety_days() {
        // Given
        var now = Instant.now();
        remember(OWNER, now.minus(Duration.ofDays(90)));
        remember(STRANGER, now.minus(Duration.ofDays(89)));
        // When
        var isKnown = history(OWNER).isKnown();
        // Then
        assertThat(isKnown).isFalse();
        assertThat(history(STRANGER).isKnown()).isTrue();
    }

    @Test
    void sources_that_are_no_longer_known_are_deleted() throws Exception {
        // Given
        var now = Instant.now();
        remember(OWNER, now.minus(Duration.ofDays(90)));
        remember(STRANGER, now.minus(Duration.ofDays(89)));
        // When
        expiry.sweep(now).await().atMost(A_WHILE);
        // Then
        assertThat(rows(OWNER)).isZero();
        assertThat(rows(STRANGER)).isOne();
    }

    @Test
    void the_hundred_newest_failures_of_an_account_are_stored() {
        // When
        failedFromManySources(ALLOWED_FOR_ALL + 5);
        // Then
        assertThat(history(OWNER).fromAll().times()).hasSize(ALLOWED_FOR_ALL);
    }

    private Response login(String source, String password) {
        return loginFrom(source, addressOf(name), password);
    }

    private AttemptKeys keysFrom(String source) {
        return keys.forLogin(addressOf(name), Optional.of((long) userId), Source.of(source));
    }

    private AttemptHistory history(String source) {
        return store.read(keysFrom(source), Instant.now()).await().atMost(A_WHILE);
    }

    private long rows(String source) throws SQLException {
        return RunningPostgres.count(
                backends,
                "SELECT count(*) FROM known_sources WHERE source = ?",
                keysFrom(source).known().bytes());
    }

    private void remember(String source, Instant when) {
        store.remember(keysFrom(source), when).await().atMost(A_WHILE);
    }

    private void failedFromManySources(int times) {
        IntStream.range(0, times)
                .forEach(i -> store.add(keysFrom("100.64.0." + i), Instant.now())
                        .await()
                        .atMost(A_WHILE));
    }
}
