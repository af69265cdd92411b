package org.civildiy.checks.access;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Access rules of PostgreSQL in a production deployment, checked on a real server. */
class PostgresAccessTest {
    private static final String NOT_ALLOWED = "42501";
    private static final String WRONG_PASSWORD = "28P01";
    private static final String INVALID_AUTHORIZATION = "28000";
    private static final Pattern CREATED =
            Pattern.compile("CREATE (?:TABLE|FUNCTION|VIEW|SEQUENCE|TYPE) (?:IF NOT EXISTS )?(\\w+)");

    @TempDir
    private static Path directory;

    private static HandOut handOut;
    private static ProductionPostgres postgres;

    @BeforeAll
    static void start() throws SQLException {
        handOut = HandOut.in(directory);
        postgres = ProductionPostgres.with(handOut, directory.resolve("postgres"));
        as("profile", ProductionPostgres.migrationsOf("profile"));
        as("profile", "CREATE TABLE flyway_schema_history_profile (version TEXT)");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({
        "auth,users",
        "auth,flyway_schema_history_auth",
        "auth,login_failures",
        "profile,user_profiles",
        "profile,flyway_schema_history_profile"
    })
    void a_service_reads_and_migrates_its_own_tables(String service, String table) {
        // When
        ThrowingCallable use = () -> {
            as(service, "SELECT * FROM " + table);
            as(service, "ALTER TABLE " + table + " ADD COLUMN later TEXT");
            as(service, "ALTER TABLE " + table + " DROP COLUMN later");
        };
        // Then
        assertThatCode(use).doesNotThrowAnyException();
    }

    @Test
    void a_service_changes_the_functions_that_its_migrations_made() {
        // When
        ThrowingCallable change = () -> as("auth", "ALTER FUNCTION notify_ended_tokens() COST 100");
        // Then
        assertThatCode(change).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "auth,SELECT * FROM user_profiles",
        "auth,DELETE FROM user_profiles",
        "auth,DROP TABLE flyway_schema_history_profile",
        "profile,SELECT * FROM users",
        "profile,UPDATE users SET password_hash = ''",
        "profile,SELECT * FROM flyway_schema_history_auth",
        "profile,SET ROLE auth_service",
        "profile,CREATE ROLE another SUPERUSER",
        "auth,SELECT rolpassword FROM pg_authid",
        "auth,SELECT pg_read_file('/etc/passwd')",
        "auth,CREATE DATABASE another"
    })
    void a_service_may_do_nothing_else(String service, String statement) {
        // When
        ThrowingCallable use = () -> as(service, statement);
        // Then
        assertThatThrownBy(use)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(NOT_ALLOWED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth_service", "profile_service"})
    void a_password_is_verified_by_scram_and_never_sent(String role) throws IOException {
        // When
        String request = postgres.authenticationRequest(role);
        // Then
        assertThat(request).startsWith("R\0\0\0\n").contains("SCRAM-SHA-256");
    }

    @Test
    void a_wrong_password_is_refused() {
        // When
        ThrowingCallable connecting = () -> postgres.connect(ProductionPostgres.DATABASE, "auth_service", "wrong")
                .close();
        // Then
        assertThatThrownBy(connecting)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(WRONG_PASSWORD));
    }

    @ParameterizedTest
    @CsvSource({"microservices_db,postgres", "postgres,auth_service", "template1,auth_service"})
    void other_users_and_databases_are_refused_over_the_network(String database, String user) {
        // When
        ThrowingCallable connecting =
                () -> postgres.connect(database, user, handOut.value("postgres-db", "auth-password"))
                        .close();
        // Then
        assertThatThrownBy(connecting)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(INVALID_AUTHORIZATION));
    }

    /** roles.sql lists the objects whose owner is set after a restore; a migration that creates an object adds it to that list. */
    @Test
    void a_restore_gives_every_object_of_the_migrations_back_to_its_service() {
        // When
        Stream<String> created = Stream.of("auth", "profile")
                .flatMap(service -> Project.filesIn("services/" + service + "-service/src/main/resources/db").stream())
                .flatMap(migration -> CREATED.matcher(Yaml.text(migration)).results())
                .map(found -> found.group(1));
        // Then
        String roles = Yaml.text(Project.ROOT.resolve("deploy/postgres/roles.sql"));
        assertThat(created).isNotEmpty().allMatch(name -> roles.contains(", '" + name + "')"));
    }

    private static void as(String service, String statement) throws SQLException {
        String password = handOut.value("postgres-db", service + "-password");
        try (Connection connection = postgres.connect(ProductionPostgres.DATABASE, service + "_service", password);
                Statement executed = connection.createStatement()) {
            executed.execute(statement);
        }
    }
}
