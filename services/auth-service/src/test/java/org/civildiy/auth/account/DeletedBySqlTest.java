package org.civildiy.auth.account;

import java.sql.SQLException;
import java.time.Duration;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.auth.RunningPostgres;
import org.civildiy.local.Backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.auth.Requests.addressOf;
import static org.civildiy.auth.Requests.awaitReadiness;
import static org.civildiy.auth.Requests.logout;
import static org.civildiy.auth.Requests.newMember;
import static org.civildiy.auth.Requests.newName;
import static org.civildiy.auth.Requests.tokenOf;
import static org.civildiy.auth.Requests.validate;

/** Accounts that an operator deletes in the database, past the service. */
@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class DeletedBySqlTest {
    private static final Duration PROMISED = Duration.ofSeconds(1);

    private final String name = newName();

    Backends backends;

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SET search_path = pg_catalog; "})
    void its_tokens_are_refused_within_a_second_whatever_the_operators_search_path_is(String session)
            throws SQLException {
        // Given
        var token = newMember(name);
        var other = tokenOf(addressOf(name));
        // When
        RunningPostgres.execute(backends, session + "DELETE FROM " + schema() + ".users WHERE username = ?", name);
        // Then
        await("the notification").atMost(PROMISED).until(() -> isRefused(token) && isRefused(other));
    }

    @Test
    void its_single_revocations_are_replaced_by_one() throws SQLException {
        // Given
        var token = newMember(name);
        var user = RunningPostgres.count(backends, "SELECT id FROM users WHERE username = ?", name);
        logout(token).then().statusCode(200);
        // When
        RunningPostgres.execute(backends, "DELETE FROM users WHERE id = ?", user);
        // Then
        assertThat(RunningPostgres.count(backends, "SELECT count(*) FROM ended_tokens WHERE user_id = ?", user))
                .isOne();
        assertThat(RunningPostgres.count(
                        backends,
                        "SELECT count(*) FROM ended_tokens WHERE user_id = ? AND jti IS NULL"
                                + " AND expires_at > now() + INTERVAL '30 days 1 hour'",
                        user))
                .isOne();
    }

    @Test
    void several_accounts_deleted_by_one_statement_are_all_revoked_and_others_are_not() throws SQLException {
        // Given
        var token = newMember(name + "-a");
        var second = newMember(name + "-b");
        var other = newMember(newName());
        // When
        RunningPostgres.execute(backends, "DELETE FROM users WHERE username LIKE ?", name + "-%");
        // Then
        await("the notifications").atMost(PROMISED).until(() -> isRefused(token) && isRefused(second));
        assertThat(isRefused(other)).isFalse();
    }

    @Test
    void a_deletion_that_is_rolled_back_revokes_nothing() throws SQLException {
        // Given
        var token = newMember(name);
        var deleted = newMember(name + "-b");
        // When
        try (var connection = RunningPostgres.connect(backends);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("DELETE FROM users WHERE username = '" + name + "'");
            connection.rollback();
        }
        // Then
        RunningPostgres.execute(backends, "DELETE FROM users WHERE username = ?", name + "-b");
        await("the next notification").atMost(PROMISED).until(() -> isRefused(deleted));
        assertThat(isRefused(token)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SET search_path = pg_catalog; "})
    void all_tokens_are_refused_when_the_table_is_emptied(String session) throws SQLException {
        // Given
        var token = newMember(name);
        // When
        RunningPostgres.execute(backends, session + "TRUNCATE " + schema() + ".users");
        // Then
        await("the notification").atMost(PROMISED).until(() -> isRefused(token));
        assertThat(isRefused(newMember(name))).isFalse();
    }

    private String schema() throws SQLException {
        return RunningPostgres.text(backends, "SELECT current_schema()");
    }

    private static boolean isRefused(String token) {
        return validate("Bearer " + token).statusCode() == 401;
    }
}
