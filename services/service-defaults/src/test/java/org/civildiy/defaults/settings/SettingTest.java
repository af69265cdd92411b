package org.civildiy.defaults.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.defaults.settings.Setting.DATABASE_URL;
import static org.civildiy.defaults.settings.Setting.KAFKA_HOST;
import static org.civildiy.defaults.settings.Setting.KAFKA_PASSWORD;
import static org.civildiy.defaults.settings.Setting.MONGODB_URL;
import static org.civildiy.defaults.settings.Setting.REDIS_URL;
import static org.civildiy.defaults.settings.Setting.SECRET_KEY;

class SettingTest {
    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "postgres"})
    void a_database_url_becomes_what_both_clients_want(String scheme) {
        // Given
        var environment = Map.of("DATABASE_URL", scheme + "://ada:p%40ss:w@db.example:5433/app?sslmode=require");
        // When
        var properties = DATABASE_URL.properties(environment::get);
        // Then
        assertThat(properties)
                .containsEntry("quarkus.datasource.username", "ada")
                .containsEntry("quarkus.datasource.password", "p@ss:w")
                .containsEntry("quarkus.datasource.reactive.url", "postgresql://db.example:5433/app?sslmode=require")
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://db.example:5433/app?sslmode=require");
    }

    @Test
    void both_clients_verify_the_certificate_and_the_name_of_the_database_by_the_same_authority() {
        // Given
        var environment =
                Map.of("DATABASE_URL", "postgresql://a:b@db/app?sslmode=verify-full&sslrootcert=/secrets/ca.crt");
        // When
        var properties = DATABASE_URL.properties(environment::get);
        // Then
        assertThat(properties)
                .containsEntry(
                        "quarkus.datasource.jdbc.url",
                        "jdbc:postgresql://db:5432/app?sslmode=verify-full&sslrootcert=/secrets/ca.crt")
                .containsEntry("quarkus.datasource.reactive.url", "postgresql://db:5432/app?sslmode=verify-full")
                .containsEntry("quarkus.datasource.reactive.trust-certificate-pem", "true")
                .containsEntry("quarkus.datasource.reactive.trust-certificate-pem.certs", "/secrets/ca.crt")
                .containsEntry("quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS");
    }

    @Test
    void the_port_of_a_database_url_may_be_left_out() {
        // When
        var properties = DATABASE_URL.properties(Map.of("DATABASE_URL", "postgres://a:b@db/app")::get);
        // Then
        assertThat(properties).containsEntry("quarkus.datasource.reactive.url", "postgresql://db:5432/app");
    }

    @Test
    void redis_may_be_named_by_host_and_port() {
        // When
        var properties = REDIS_URL.properties(Map.of("REDIS_HOST", "read-db", "REDIS_PORT", "6380")::get);
        // Then
        assertThat(properties).containsEntry("quarkus.redis.hosts", "redis://read-db:6380");
    }

    @Test
    void an_account_of_kafka_authenticates_by_scram() {
        // Given
        var environment = Map.of("KAFKA_USERNAME", "posts_service", "KAFKA_PASSWORD", "p@ss=w;rd of some length");
        // When
        var properties = KAFKA_PASSWORD.properties(environment::get);
        // Then
        assertThat(properties)
                .containsEntry("kafka.security.protocol", "SASL_PLAINTEXT")
                .containsEntry("kafka.sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry(
                        "kafka.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required"
                                + " username=\"posts_service\" password=\"p@ss=w;rd of some length\";");
    }

    @Test
    void with_an_authority_kafka_is_reached_over_tls() {
        // Given
        var environment = Map.of(
                "KAFKA_USERNAME", "posts_service",
                "KAFKA_PASSWORD", "a-password-of-some-length",
                "KAFKA_CA_FILE", "/secrets/ca.crt");
        // When
        var properties = KAFKA_PASSWORD.properties(environment::get);
        // Then
        assertThat(properties)
                .containsEntry("kafka.security.protocol", "SASL_SSL")
                .containsEntry("kafka.ssl.truststore.type", "PEM")
                .containsEntry("kafka.ssl.truststore.location", "/secrets/ca.crt");
    }

    @Test
    void without_an_account_of_kafka_there_is_no_authentication() {
        // When
        var properties = KAFKA_PASSWORD.properties(Map.of("KAFKA_HOST", "kafka:9092")::get);
        // Then
        assertThat(properties).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "KAFKA_USERNAME, feed_service",
        "KAFKA_CA_FILE, /secrets/ca.crt",
        "KAFKA_PASSWORD, a-password-of-some-length"
    })
    void half_an_account_of_kafka_is_refused(String variable, String value) {
        // When
        var complaint = new RequiredSettings("sample", KAFKA_PASSWORD).complaint(Map.of(variable, value)::get);
        // Then
        assertThat(complaint)
                .hasValueSatisfying(
                        line -> assertThat(line).contains("KAFKA_PASSWORD").doesNotContain(value));
    }

    @Test
    void the_posts_database_has_a_default_name() {
        // When
        var properties = MONGODB_URL.properties(Map.of("MONGODB_URL", "mongodb://mongodb:27017")::get);
        // Then
        assertThat(properties)
                .containsEntry("quarkus.mongodb.connection-string", "mongodb://mongodb:27017")
                .containsEntry("quarkus.mongodb.database", "posts_db");
    }

    @Test
    void a_value_may_be_in_a_file_whose_last_line_end_does_not_count(@TempDir Path secrets) throws IOException {
        // Given
        var file = Files.writeString(secrets.resolve("key"), "a key of more than 32 bytes, in a file\n");
        // When
        var properties = SECRET_KEY.properties(Map.of("SECRET_KEY_FILE", file.toString())::get);
        // Then
        assertThat(properties).containsEntry("SECRET_KEY", "a key of more than 32 bytes, in a file");
    }

    @Test
    void a_file_that_is_not_there_is_told_by_its_name() {
        // When
        var complaint =
                new RequiredSettings("sample", SECRET_KEY).complaint(Map.of("SECRET_KEY_FILE", "/no/such/key")::get);
        // Then
        assertThat(complaint)
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("SECRET_KEY_FILE", "/no/such/key")
                        .hasLineCount(1));
    }

    @Test
    void a_value_that_is_given_twice_is_refused(@TempDir Path secrets) throws IOException {
        // Given
        var file = Files.writeString(secrets.resolve("key"), "one key of more than 32 bytes, in a file");
        var twice = Map.of("SECRET_KEY", "another key of more than 32 bytes, said", "SECRET_KEY_FILE", file.toString());
        // When
        var complaint = new RequiredSettings("sample", SECRET_KEY).complaint(twice::get);
        // Then
        assertThat(complaint)
                .hasValueSatisfying(
                        line -> assertThat(line).contains("SECRET_KEY_FILE").doesNotContain("another key", "one key"));
    }

    @Test
    void the_help_names_every_variable_with_its_form() {
        // When
        var help = new RequiredSettings("sample", KAFKA_HOST, SECRET_KEY).help();
        // Then
        assertThat(help).startsWith("sample").contains("KAFKA_HOST: host:9092", "SECRET_KEY: ", "CONSUL_HTTP_TOKEN: ");
    }

    @ParameterizedTest
    @CsvSource({
        "DATABASE_URL, mysql://a:b@db/app",
        "DATABASE_URL, postgresql://db/app",
        "DATABASE_URL, postgresql://a:b@db",
        "DATABASE_URL, postgresql://a:b@db:port/app",
        "DATABASE_URL, 'postgresql://a:b c@db/app'",
        "DATABASE_URL, postgresql://a:b@db/app?sslrootcert=/secrets/ca.crt",
        "DATABASE_URL, postgresql://a:b@db/app?sslmode=require&sslrootcert=/secrets/ca.crt",
        "DATABASE_URL, ''",
        "MONGODB_URL, mongodb:27017",
        "KAFKA_HOST, kafka",
        "KAFKA_HOST, 'kafka:9092,,kafka:9093'",
        "REDIS_URL, read-db:6379",
        "SECRET_KEY, only-thirty-one-bytes-are-here-",
        "DATABASE_URL, replace-me",
        "MONGODB_URL, replace-me",
        "REDIS_URL, replace-me",
        "SECRET_KEY, replace-me",
        "KAFKA_PASSWORD, 'with\" quote'",
        "KAFKA_PASSWORD, replace-me",
    })
    void a_malformed_value_stops_the_service_with_one_line_that_names_the_variable_and_not_the_value(
            Setting setting, String value) {
        // When
        var complaint = new RequiredSettings("sample", setting).complaint(Map.of(setting.name(), value)::get);
        // Then
        assertThat(complaint)
                .hasValueSatisfying(line -> assertThat(line)
                        .contains(setting.name())
                        .doesNotContain(value.isEmpty() ? "\n" : value)
                        .hasLineCount(1));
    }

    @Test
    void a_missing_value_is_told_and_a_complete_environment_is_not() {
        // Given
        var needs = new RequiredSettings("sample", KAFKA_HOST, SECRET_KEY);
        // When
        var missing = needs.complaint(Map.of("KAFKA_HOST", "a:1,b:2")::get);
        var complete = needs.complaint(Map.of("KAFKA_HOST", "a:1,b:2", "SECRET_KEY", "é".repeat(16))::get);
        // Then
        assertThat(missing).hasValueSatisfying(line -> assertThat(line).contains("SECRET_KEY", "openssl rand"));
        assertThat(complete).isEmpty();
    }
}
