package org.civildiy.auth.token;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.auth.ExpirySweep;
import org.civildiy.auth.RunningPostgres;
import org.civildiy.local.Backends;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.auth.Requests.addressOf;
import static org.civildiy.auth.Requests.awaitReadiness;
import static org.civildiy.auth.Requests.logout;
import static org.civildiy.auth.Requests.newMember;
import static org.civildiy.auth.Requests.newName;
import static org.civildiy.auth.Requests.tokenOf;
import static org.civildiy.auth.Requests.validate;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class LogoutTest {
    private static final Duration PROMISED = Duration.ofSeconds(1);
    private static final Duration A_WHILE = Duration.ofSeconds(20);

    private final String name = newName();

    Backends backends;

    @Inject
    Tokens tokens;

    @Inject
    ExpirySweep expiry;

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @Test
    void a_token_is_good_no_more_when_its_owner_has_logged_out_with_it() {
        // Given
        var token = newMember(name);
        // When
        var response = logout(token);
        // Then
        response.then().statusCode(200).body("message", equalTo("Logged out successfully"));
        validate("Bearer " + token).then().statusCode(401).body("detail", equalTo("Invalid token"));
        logout(token).then().statusCode(401);
    }

    @Test
    void other_tokens_of_the_same_account_stay_valid() {
        // Given
        var token = newMember(name);
        var other = tokenOf(addressOf(name));
        // When
        logout(token);
        // Then
        validate("Bearer " + other).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Basic YTpi", "Bearer "})
    void a_logout_without_a_valid_token_is_a_401(String authorization) {
        // When
        var response = given().header("Authorization", authorization).post("/api/auth/logout");
        // Then
        response.then().statusCode(401).header("WWW-Authenticate", equalTo("Bearer"));
    }

    @Test
    void what_another_instance_ends_is_ended_here_within_a_second() throws Exception {
        // Given
        var token = newMember(name);
        // When
        revokeAtAnotherInstance(token);
        // Then
        await("the notification").atMost(PROMISED).until(() -> isRefused(token));
    }

    @Test
    void revocations_during_a_lost_connection_are_loaded_by_the_next() throws Exception {
        // Given
        var token = newMember(name);
        withoutNotification(() -> revokeAtAnotherInstance(token));
        // When
        loseListener();
        // Then
        await("another connection").atMost(A_WHILE).until(() -> isRefused(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%d * 2147483647 4102444800", "%d nonsense", "nonsense %d"})
    void a_notification_without_a_row_revokes_nothing_and_disturbs_no_other(String payload) throws Exception {
        // Given
        var token = newMember(name);
        var other = newMember(newName());
        // When
        RunningPostgres.execute(
                backends,
                "DO $$ BEGIN PERFORM pg_notify('ended_tokens', '%s'); END $$"
                        .formatted(
                                payload.formatted(tokens.verify(token).account().id())));
        revokeAtAnotherInstance(other);
        // Then
        await("the next notification").atMost(PROMISED).until(() -> isRefused(other));
        assertThat(isRefused(token)).isFalse();
    }

    @Test
    void an_account_that_logs_out_again_and_again_has_one_revocation_of_all_its_tokens() throws Exception {
        // Given
        var first = newMember(name);
        var other = tokenOf(addressOf(name));
        var account = tokens.verify(first).account().id();
        addRevocations(account, account, RevokedTokenStore.MAX_PER_ACCOUNT);
        // When
        logout(first).then().statusCode(200);
        // Then
        assertThat(RunningPostgres.count(backends, "SELECT count(*) FROM ended_tokens WHERE user_id = ?", account))
                .isOne();
        assertThat(isRefused(first)).isTrue();
        assertThat(isRefused(other)).isTrue();
        assertThat(isRefused(tokenOf(addressOf(name)))).isFalse();
    }

    @Test
    void an_account_within_the_number_of_logouts_keeps_its_other_tokens() throws Exception {
        // Given
        var first = newMember(name);
        var other = tokenOf(addressOf(name));
        var account = tokens.verify(first).account().id();
        addRevocations(account, account, RevokedTokenStore.MAX_PER_ACCOUNT - 1);
        // When
        logout(first).then().statusCode(200);
        // Then
        assertThat(isRefused(other)).isFalse();
    }

    @Test
    void a_start_with_an_account_of_too_many_revocations_ends_its_generation_and_reads_no_other() throws Exception {
        // Given
        var token = newMember(name);
        var account = tokens.verify(token).account().id();
        withoutNotification(() -> addRevocations(account, account, RevokedTokenStore.MAX_PER_ACCOUNT + 1));
        // When
        loseListener();
        // Then
        await("another connection").atMost(A_WHILE).until(() -> isRefused(token));
        assertThat(RunningPostgres.count(backends, "SELECT count(*) FROM ended_tokens WHERE user_id = ?", account))
                .isOne();
    }

    @Test
    void revocations_beyond_one_page_are_read() throws Exception {
        // Given
        var token = newMember(name);
        withoutNotification(() -> {
            addRevocations(1_000_000, 1_000_000 + 3L * RevokedTokenStore.PAGE, 1);
            revokeAtAnotherInstance(token);
        });
        // When
        loseListener();
        // Then
        await("another connection").atMost(A_WHILE).until(() -> isRefused(token));
    }

    @Test
    void expired_revocations_are_deleted_and_others_stay() throws Exception {
        // Given
        var ended = newMember(name);
        logout(ended);
        var expired = UUID.randomUUID();
        RunningPostgres.execute(
                backends, "INSERT INTO ended_tokens (user_id, jti, expires_at) VALUES (1, ?, now())", expired);
        // When
        expiry.sweep(Instant.now()).await().atMost(A_WHILE);
        // Then
        assertThat(stored(expired)).isZero();
        assertThat(stored(tokens.verify(ended).id().uuid())).isOne();
    }

    /** Writes as an instance whose notifications are lost. */
    private void withoutNotification(ThrowingRunnable writes) throws Exception {
        RunningPostgres.execute(backends, "ALTER TABLE ended_tokens DISABLE TRIGGER notify_ended_tokens");
        writes.run();
        RunningPostgres.execute(backends, "ALTER TABLE ended_tokens ENABLE TRIGGER notify_ended_tokens");
    }

    private void loseListener() throws SQLException {
        RunningPostgres.count(
                backends,
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        awaitReadiness();
    }

    /** Adds this number of single tokens' revocations to each of these accounts. */
    private void addRevocations(long firstAccount, long lastAccount, int number) throws SQLException {
        RunningPostgres.execute(
                backends,
                "INSERT INTO ended_tokens (user_id, jti, below, expires_at)"
                        + " SELECT account, gen_random_uuid(), 1, now() + interval '1 day'"
                        + " FROM generate_series(?::bigint, ?::bigint) AS account, generate_series(1, ?)",
                firstAccount,
                lastAccount,
                number);
    }

    private interface ThrowingRunnable {
        void run() throws Exception;
    }

    private long stored(UUID jti) throws SQLException {
        return RunningPostgres.count(backends, "SELECT count(*) FROM ended_tokens WHERE jti = ?", jti);
    }

    private void revokeAtAnotherInstance(String token) throws Exception {
        var verified = tokens.verify(token);
        RunningPostgres.execute(
                backends,
                "INSERT INTO ended_tokens (user_id, jti, expires_at) VALUES (?, ?, now() + interval '1 day')",
                verified.account().id(),
                verified.id().uuid());
    }

    private static boolean isRefused(String token) {
        return validate("Bearer " + token).statusCode() == 401;
    }
}
