package org.civildiy.auth.token;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.civildiy.auth.RunningPostgres;
import org.civildiy.local.Backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.auth.Requests.PASSWORD;
import static org.civildiy.auth.Requests.addressOf;
import static org.civildiy.auth.Requests.awaitReadiness;
import static org.civildiy.auth.Requests.changePassword;
import static org.civildiy.auth.Requests.newMember;
import static org.civildiy.auth.Requests.newName;
import static org.civildiy.auth.Requests.register;
import static org.civildiy.auth.Requests.tokenOf;
import static org.civildiy.auth.Requests.validate;

/**
 * A database that was restored. The restore is told by what it leaves: a database with another identity, or a sequence of ids that is
 * behind the ids that were given.
 */
@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class RestoreTest {
    private static final Duration A_WHILE = Duration.ofSeconds(20);
    private static final Duration A_YEAR = Duration.ofDays(365);
    private static final Instant YEAR_2025 = Instant.parse("2025-01-01T00:00:00Z");
    private static final List<String> OTHER_DATABASE = List.of("UPDATE token_epoch SET database_oid = 1");
    private static final List<String> OTHER_SERVER = List.of("UPDATE token_epoch SET system_identifier = 1");
    private static final List<String> USERS_ALONE = List.of(
            "DELETE FROM users WHERE id = (SELECT max(id) FROM users)",
            "DO $$ BEGIN PERFORM setval('users_id_seq', (SELECT max(id) FROM users)); END $$");

    private final String name = newName();

    Backends backends;

    static Stream<List<String>> restores() {
        return Stream.of(OTHER_DATABASE, OTHER_SERVER, USERS_ALONE);
    }

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @ParameterizedTest
    @MethodSource("restores")
    void after_a_restore_every_earlier_token_is_revoked(List<String> restore) throws SQLException {
        // Given
        var earlier = newMember(name);
        // When
        restored(restore);
        // Then
        await("a new token epoch").atMost(A_WHILE).until(() -> isRefused(earlier));
    }

    @ParameterizedTest
    @MethodSource("restores")
    void an_id_that_was_given_before_a_restore_is_given_to_nobody_after_it(List<String> restore) throws SQLException {
        // Given
        idOf(newName());
        var earlier = newMember(name);
        var highest = highestId();
        restored(restore);
        await("a new token epoch").atMost(A_WHILE).until(() -> isRefused(earlier));
        // When
        var id = idOf(newName());
        // Then
        assertThat(id).isGreaterThan(highest + A_YEAR.toSeconds());
    }

    @Test
    void after_a_restore_accounts_log_in_register_and_change_passwords() throws SQLException {
        // Given
        var earlier = newMember(name);
        restored(OTHER_DATABASE);
        await("a new token epoch").atMost(A_WHILE).until(() -> isRefused(earlier));
        // When
        var member = tokenOf(addressOf(name));
        var newcomer = newMember(newName());
        String changed =
                changePassword(member, PASSWORD, "another horse battery").path("access_token");
        // Then
        assertThat(List.of(newcomer, changed)).noneMatch(RestoreTest::isRefused);
        assertThat(isRefused(member)).isTrue();
    }

    @Test
    void a_second_restore_of_the_same_backup_repeats_no_id_and_no_generation() throws SQLException {
        // Given
        var earlier = newMember(newName());
        var backup = counters();
        restored(OTHER_DATABASE);
        await("a new token epoch").atMost(A_WHILE).until(() -> isRefused(earlier));
        var between = newMember(name);
        var id = highestId();
        // Generations are the seconds since 2025: restores that follow each other faster, as in these tests, run ahead
        // of the clock.
        var generation = counters().generation();
        await("a second without a generation")
                .atMost(A_WHILE)
                .until(() -> Duration.between(YEAR_2025, Instant.now()).toSeconds() > generation);
        // When
        putBack(backup);
        restored(OTHER_DATABASE);
        // Then
        await("another token epoch").atMost(A_WHILE).until(() -> isRefused(between));
        assertThat(idOf(newName())).isGreaterThan(id);
    }

    @Test
    void a_lost_connection_is_no_restore() throws SQLException {
        // Given
        var token = newMember(name);
        var revocations = "SELECT count(*) FROM ended_tokens WHERE user_id = 0";
        var before = RunningPostgres.count(backends, revocations);
        // When
        loseConnections();
        awaitReadiness();
        await("another listener").atMost(A_WHILE).until(() -> listeners() > 0);
        // Then
        assertThat(RunningPostgres.count(backends, revocations)).isEqualTo(before);
        assertThat(isRefused(token)).isFalse();
    }

    private record Counters(long id, long highest, long generation) {}

    private Counters counters() throws SQLException {
        return new Counters(
                RunningPostgres.count(backends, "SELECT last_value FROM users_id_seq"),
                RunningPostgres.count(backends, "SELECT last_value FROM users_highest_id"),
                RunningPostgres.count(backends, "SELECT max(token_generation) FROM users"));
    }

    private long highestId() throws SQLException {
        return RunningPostgres.count(backends, "SELECT max(id) FROM users");
    }

    private void putBack(Counters counters) throws SQLException {
        RunningPostgres.execute(backends, "DELETE FROM users WHERE id > ?", counters.id());
        RunningPostgres.execute(backends, "DELETE FROM ended_tokens");
        RunningPostgres.execute(backends, "UPDATE users SET token_generation = ?", (int) counters.generation());
        RunningPostgres.count(backends, "SELECT setval('users_id_seq', ?)", counters.id());
        RunningPostgres.count(backends, "SELECT setval('users_highest_id', ?)", counters.highest());
    }

    private void restored(List<String> restore) throws SQLException {
        for (var statement : restore) {
            RunningPostgres.execute(backends, statement);
        }
        loseConnections();
        awaitReadiness();
    }

    /** As a server that a restore has stopped loses them: the service reads the database's state with the next one. */
    private void loseConnections() throws SQLException {
        RunningPostgres.count(
                backends,
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    private long listeners() throws SQLException {
        return RunningPostgres.count(backends, "SELECT count(*) FROM pg_stat_activity WHERE query = ANY (?)", (Object)
                new String[] {"LISTEN ended_tokens", "SELECT 1"});
    }

    private static long idOf(String username) {
        return ((Number) register(username).then().statusCode(201).extract().path("id")).longValue();
    }

    private static boolean isRefused(String token) {
        return validate("Bearer " + token).statusCode() == 401;
    }
}
