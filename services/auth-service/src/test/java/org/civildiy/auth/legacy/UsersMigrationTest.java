package org.civildiy.auth.legacy;

import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.auth.RunningPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each test has a database of its own, as the legacy system left it. */
@QuarkusTest
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class UsersMigrationTest {
    @Inject
    AgroalDataSource server;

    @Inject
    Flyway configured;

    @ConfigProperty(name = "DATABASE_URL")
    URI databaseUrl;

    private final String database = "legacy_" + UUID.randomUUID().toString().replace('-', '_');

    @BeforeEach
    void legacyTable() throws SQLException {
        try (var connection = server.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        execute("""
                CREATE TABLE users (
                    id SERIAL PRIMARY KEY,
                    email VARCHAR(255) UNIQUE NOT NULL,
                    username VARCHAR(255) UNIQUE NOT NULL,
                    password_hash VARCHAR(255) NOT NULL,
                    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)
                """);
    }

    @Test
    void legacy_users_stay_and_their_times_are_utc() throws SQLException {
        // Given
        execute("INSERT INTO users VALUES (7, 'Ada@example.org', 'ada', 'hash', '2025-11-03T12:34:56.843429')");
        // When
        migrate();
        // Then
        assertThat(single(
                        "SELECT created_at FROM users WHERE id = 7 AND email = 'Ada@example.org'",
                        OffsetDateTime.class))
                .satisfies(
                        time -> assertThat(time.toInstant()).isEqualTo(Instant.parse("2025-11-03T12:34:56.843429Z")));
    }

    @Test
    void ids_continue_from_the_highest_and_beyond_32_bits() throws SQLException {
        // Given
        execute("SELECT setval('users_id_seq', 2147483647)");
        // When
        migrate();
        // Then
        execute("INSERT INTO users (email, username, password_hash) VALUES ('b@example.org', 'b', 'hash')");
        assertThat(single("SELECT id FROM users", Long.class)).isEqualTo(2_147_483_648L);
    }

    @Test
    void a_second_migration_changes_nothing() {
        // Given
        migrate();
        // When
        var again = flyway().migrate();
        // Then
        assertThat(again.migrationsExecuted).isZero();
    }

    @Test
    void users_that_differ_only_in_case_stop_the_migration() throws SQLException {
        // Given
        execute("INSERT INTO users VALUES (1, 'ada@example.org', 'ada', 'h'), (2, 'Ada@example.org', 'ada2', 'h')");
        // When // Then
        assertThatThrownBy(this::migrate)
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("several users have the same e-mail address but for case")
                .hasMessageNotContainingAny("ada@", "Ada@");
    }

    @Test
    void a_stopped_migration_succeeds_after_a_user_is_renamed() throws SQLException {
        // Given
        execute("INSERT INTO users VALUES (1, 'a@example.org', 'ada', 'h'), (2, 'b@example.org', 'ADA', 'h')");
        assertThatThrownBy(this::migrate).hasMessageContaining("user name");
        execute("UPDATE users SET username = 'ada2' WHERE id = 2");
        // When
        migrate();
        // Then
        assertThat(single("SELECT count(*) FROM users", Long.class)).isEqualTo(2);
    }

    private void migrate() {
        flyway().migrate();
    }

    /** Flyway as the service configures it, for the database of this test. */
    private Flyway flyway() {
        return Flyway.configure()
                .configuration(configured.getConfiguration())
                .dataSource(url(), user()[0], user()[1])
                .load();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url(), user()[0], user()[1]);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private <T> T single(String sql, Class<T> type) throws SQLException {
        try (var connection = DriverManager.getConnection(url(), user()[0], user()[1]);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getObject(1, type);
        }
    }

    private String url() {
        return "jdbc:postgresql://%s:%d/%s?logServerErrorDetail=false"
                .formatted(databaseUrl.getHost(), databaseUrl.getPort(), database);
    }

    private String[] user() {
        return databaseUrl.getUserInfo().split(":", 2);
    }
}
