package org.civildiy.checks.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.checks.compose.HandOut;
import org.civildiy.checks.project.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Access rules of Consul in a production deployment, checked on a real server. */
class ConsulAccessTest {
    private static final List<String> SERVICES =
            List.of("auth-service", "profile-service", "posts-service", "feed-service");

    /** The accessor id of feed-service's token, which is not a secret. */
    private static final String FEED_TOKEN = "00000000-0000-4000-8000-000000000004";

    @TempDir
    private static Path directory;

    private static HandOut handOut;
    private static ProductionConsul consul;

    @BeforeAll
    static void start() {
        handOut = HandOut.in(directory);
        consul = ProductionConsul.with(handOut, directory.resolve("consul"));
        SERVICES.forEach(service -> consul.send("operator", "PUT", "kv/config/" + service + "/some.setting", "1"));
    }

    @AfterAll
    static void stop() {
        consul.close();
    }

    static List<String> services() {
        return SERVICES;
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_registers_and_confirms_its_own_instances_and_those_of_no_other(String service) {
        // When
        List<String> registered = SERVICES.stream()
                .filter(name -> consul.register(service, name) == 200)
                .toList();
        // Then
        assertThat(registered).containsExactly(service);
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_reads_its_own_settings_and_those_of_no_other_and_changes_none(String service) {
        // When
        List<String> read = SERVICES.stream()
                .filter(other ->
                        consul.get(service, "kv/config/" + other + "/?keys").statusCode() == 200)
                .toList();
        // Then
        assertThat(read).containsExactly(service);
        assertThat(consul.send(service, "PUT", "kv/config/" + service + "/some.setting", "2")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void the_gateway_sees_every_service_and_changes_none() {
        // Given
        SERVICES.forEach(service -> consul.register(service, service));
        // When
        String seen = consul.get("api-gateway", "catalog/services").body();
        // Then
        assertThat(seen).contains(SERVICES);
        assertThat(SERVICES).noneMatch(service -> consul.register("api-gateway", service) == 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-gateway", "prometheus"})
    void a_reader_of_the_catalog_reads_no_settings(String holder) {
        // When
        List<Integer> responses = SERVICES.stream()
                .map(service -> consul.get(holder, "kv/config/" + service + "/some.setting")
                        .statusCode())
                .toList();
        // Then
        assertThat(responses).containsOnly(403);
    }

    @Test
    void prometheus_reads_the_metrics_of_consul() {
        // When
        int status = consul.get("prometheus", "agent/metrics?format=prometheus").statusCode();
        // Then
        assertThat(status).isEqualTo(200);
    }

    @Test
    void nobody_without_a_token_sees_or_changes_anything() {
        // Given
        SERVICES.forEach(service -> consul.register(service, service));
        // When
        String seen = consul.get("", "catalog/services").body();
        // Then
        assertThat(seen).isEqualTo("{}");
        assertThat(SERVICES).noneMatch(service -> consul.register("", service) == 200);
        assertThat(consul.get("", "kv/config/auth-service/some.setting").statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "api-gateway", "prometheus"})
    void nobody_but_the_operator_sees_the_tokens(String holder) {
        // When
        int status = consul.get(holder, "acl/tokens").statusCode();
        // Then
        assertThat(status).isEqualTo(403);
        assertThat(consul.get("operator", "acl/tokens").statusCode()).isEqualTo(200);
    }

    @Test
    void a_new_token_replaces_the_old_one() throws IOException {
        // Given
        Path given = handOut.file("consul-acl", "feed-service-token");
        String before = Yaml.text(given).strip();
        String after = before.replaceFirst("^.{8}", "0123abcd");
        Files.delete(given);
        Files.writeString(given, after);
        // When
        consul.grant();
        // Then
        assertThat(consul.get("operator", "acl/token/" + FEED_TOKEN).body())
                .contains(after)
                .doesNotContain(before);
        Files.writeString(given, before);
        consul.grant();
    }
}
