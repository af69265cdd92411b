package org.civildiy.checks.gateway;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import org.civildiy.checks.project.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** The options of the gateway on Kubernetes are those of its own file, and its public entry points remove identity headers. */
class GatewayValuesTest {
    private static final JsonNode VALUES = Yaml.file("deploy/kubernetes/traefik/values.yaml");
    private static final Map<String, String> OPTIONS = GatewayValues.options(VALUES);
    private static final Map<String, String> FILE = GatewayValues.flattened(Yaml.file("traefik/traefik.yml"));

    /** Entry points of the chart, whether the values configure them or not. */
    private static final Set<String> OF_THE_CHART = Set.of("web", "websecure", "traefik", "metrics");
    /** Entry points of the chart that its Service publishes only if the values say so. */
    private static final Set<String> NOT_PUBLISHED = Set.of("traefik", "metrics");

    @Test
    void every_public_entry_point_first_removes_the_identity_headers() {
        // Given
        var entryPoints = GatewayValues.entryPoints(OPTIONS);
        entryPoints.addAll(OF_THE_CHART);
        entryPoints.removeAll(NOT_PUBLISHED);
        entryPoints.removeIf(GatewayValuesTest::isOnLoopback);
        // When
        var chains = entryPoints.stream()
                .map(entryPoint -> GatewayValues.of(entryPoint, OPTIONS).getOrDefault("http.middlewares", ""));
        // Then
        assertThat(entryPoints).contains("web", "websecure");
        assertThat(chains).allMatch(chain -> chain.startsWith("civildiy-strip-identity@kubernetescrd,"));
    }

    @Test
    void the_entry_point_behind_tls_differs_from_the_plain_one_in_tls_only() {
        // When
        var behindTls = new TreeMap<>(GatewayValues.of("websecure", OPTIONS));
        // Then
        var plain = new TreeMap<>(GatewayValues.of("web", OPTIONS));
        assertThat(plain.remove("asDefault")).isEqualTo("true");
        assertThat(behindTls.remove("http.tls")).isEqualTo("true");
        assertThat(behindTls).isEqualTo(plain);
    }

    @Test
    void the_options_are_those_of_the_gateways_own_file() {
        // Given
        var expected = new TreeMap<>(FILE);
        expected.keySet().removeIf(GatewayValuesTest::isSetByTheChart);
        expected.computeIfPresent(
                "entryPoints.web.http.middlewares",
                (name, chain) -> chain.replaceAll("([a-z-]+)@file", "civildiy-$1@kubernetescrd"));
        // When
        var options = new TreeMap<>(OPTIONS);
        options.keySet().removeIf(name -> name.startsWith("entryPoints.websecure."));
        // Then
        assertThat(options).isEqualTo(expected);
    }

    @Test
    void nothing_but_the_public_entry_points_is_published_by_the_values() {
        // When
        JsonNode ports = VALUES.path("ports");
        // Then
        assertThat(ports.propertyStream().map(Map.Entry::getKey)).containsExactly("traefik");
        assertThat(ports.path("traefik").propertyStream().map(Map.Entry::getKey))
                .containsExactly("port");
    }

    private static boolean isOnLoopback(String entryPoint) {
        return GatewayValues.of(entryPoint, OPTIONS).getOrDefault("address", "").startsWith("127.0.0.1:");
    }

    /** Addresses of the ports, and the providers of routes, are set by the chart. */
    private static boolean isSetByTheChart(String option) {
        return option.equals("entryPoints.web.address")
                || option.equals("entryPoints.traefik.address")
                || option.startsWith("providers.consulCatalog.")
                || option.startsWith("providers.file.");
    }
}
