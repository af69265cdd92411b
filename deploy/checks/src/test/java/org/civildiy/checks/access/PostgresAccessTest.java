package org.civildiy.checks.access;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.checks.compose.HandOut;
import org.civildiy.checks.project.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Access rules of PostgreSQL in a production deployment, checked on a real server. */
class PostgresAccessTest {
    private static final String NOT_ALLOWED = "42501";
    private static final String WRONG_PASSWORD = "28P01";
    private static final String INVALID_AUTHORIZATION = "28000";

    @TempDir
    private static Path directory;

    private static HandOut handOut;
    private static ProductionPostgres postgres;

    @BeforeAll
    static void start() {
        handOut = HandOut.in(directory);
        postgres = ProductionPostgres.with(handOut, directory.resolve("postgres"));
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
        "auth,known_sources",
        "profile,user_profiles",
        "profile,flyway_schema_history_profile"
    })
    void a_service_reads_and_migrates_its_own_tables(String service, String table) {
        // When
        ThrowingCallable use = () -> {
            as(service, "SELECT * FROM " + table);
            as(service, "ALTER TABLE " + table + " ADD COLUMN later TEXT");
            as(service, "ALTER TABLE " + table + " DROP COLUMN later");
            as(service, "CREATE TABLE another (a TEXT)");
            as(service, "DROP TABLE another");
        };
        // Then
        assertThatCode(use).doesNotThrowAnyException();
    }

    @Test
    void a_service_uses_and_changes_the_functions_that_its_migrations_made() {
        // When
        ThrowingCallable change = () -> {
            as("auth", "ALTER FUNCTION notify_ended_tokens() COST 100");
            as("auth", "SELECT begin_token_epoch_after_restore()");
            as("auth", "INSERT INTO users (email, username, password_hash) VALUES ('a@example.org', 'a', 'hash')");
        };
        // Then
        assertThatCode(change).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "auth,SELECT * FROM profile_service.user_profiles",
        "auth,DELETE FROM profile_service.user_profiles",
        "auth,DROP TABLE profile_service.flyway_schema_history_profile",
        "profile,SELECT * FROM auth_service.users",
        "profile,UPDATE auth_service.users SET password_hash = ''",
        "profile,SELECT * FROM auth_service.flyway_schema_history_auth",
        "profile,CREATE TABLE public.stolen (who text)",
        "auth,CREATE TABLE public.stolen (who text)",
        "profile,CREATE TABLE auth_service.stolen (who text)",
        "profile,'CREATE FUNCTION public.lower(varchar) RETURNS text LANGUAGE sql RETURN $1'",
        "profile,'CREATE FUNCTION auth_service.lower(varchar) RETURNS text LANGUAGE sql RETURN $1'",
        "profile,CREATE TEMPORARY TABLE users (who text)",
        "profile,CREATE SCHEMA another",
        "profile,SELECT auth_service.begin_token_epoch()",
        "profile,ALTER ROLE auth_service SET search_path = profile_service",
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
        assertRefused(use, NOT_ALLOWED);
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
    void a_connection_without_tls_is_refused() {
        // When
        ThrowingCallable connecting = () -> postgres.connect(
                        ProductionPostgres.DATABASE,
                        "auth_service",
                        handOut.value("postgres-db", "auth-password"),
                        "sslmode=disable")
                .close();
        // Then
        assertRefused(connecting, INVALID_AUTHORIZATION);
    }

    @Test
    void a_server_of_another_authority_gets_no_password() {
        // Given
        HandOut other = HandOut.in(directory.resolve("other"));
        // When
        ThrowingCallable connecting = () -> postgres.connect(
                        ProductionPostgres.DATABASE,
                        "auth_service",
                        handOut.value("postgres-db", "auth-password"),
                        "sslmode=verify-full&sslrootcert=" + other.authority())
                .close();
        // Then
        assertThatThrownBy(connecting).hasRootCauseInstanceOf(CertPathBuilderException.class);
    }

    /** As auth-service and profile-service are told to connect. */
    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "profile-service"})
    void a_service_connects_to_the_server_that_proves_its_name_only(String service) {
        // When
        String url = handOut.value(service, "database-url");
        // Then
        assertThat(url)
                .contains("@postgres-db:")
                .endsWith("?sslmode=verify-full&sslrootcert=/run/secrets/civildiy/ca.crt");
        assertThat(handOut.value(service, "ca.crt"))
                .isEqualTo(Yaml.text(handOut.authority()).strip());
    }

    @Test
    void a_wrong_password_is_refused() {
        // When
        ThrowingCallable connecting = () -> postgres.connect(ProductionPostgres.DATABASE, "auth_service", "wrong")
                .close();
        // Then
        assertRefused(connecting, WRONG_PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({"microservices_db,postgres", "postgres,auth_service", "template1,auth_service"})
    void other_users_and_databases_are_refused_over_the_network(String database, String user) {
        // When
        ThrowingCallable connecting =
                () -> postgres.connect(database, user, handOut.value("postgres-db", "auth-password"))
                        .close();
        // Then
        assertRefused(connecting, INVALID_AUTHORIZATION);
    }

    /** A migration that makes something in an installation of an earlier version adds it to the list of {@code roles.sql}. */
    @Test
    void nothing_that_migrations_made_stays_in_the_schema_of_all() {
        // When
        List<String> left = postgres.leftInPublic();
        // Then
        assertThat(left).isEmpty();
    }

    @Test
    void a_name_means_what_is_in_the_services_own_schema() throws SQLException {
        // Given
        as("profile", "CREATE FUNCTION lower(varchar) RETURNS text LANGUAGE sql RETURN 'planted'");
        // When
        ThrowingCallable use = () -> as("auth", "SELECT 1 / (lower('A'::varchar) = 'a')::int");
        // Then
        assertThatCode(use).doesNotThrowAnyException();
        as("profile", "DROP FUNCTION lower(varchar)");
    }

    /** So that nothing that somebody else creates is used by mistake, in whichever schema, now or in an installation of an earlier version. */
    @ParameterizedTest
    @ValueSource(strings = {"auth", "profile"})
    void a_name_is_looked_for_in_the_services_own_schema_alone(String service) {
        // When
        ThrowingCallable use =
                () -> as(service, "SELECT 1 / (current_setting('search_path') = '%s_service')::int".formatted(service));
        // Then
        assertThatCode(use).doesNotThrowAnyException();
    }

    private static void assertRefused(ThrowingCallable use, String state) {
        assertThatThrownBy(use)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(state));
    }

    private static void as(String service, String statement) throws SQLException {
        String password = handOut.value("postgres-db", service + "-password");
        try (Connection connection = postgres.connect(ProductionPostgres.DATABASE, service + "_service", password);
                Statement executed = connection.createStatement()) {
            executed.execute(statement);
        }
    }
}
