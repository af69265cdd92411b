package org.civildiy.checks.compose;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.checks.compose.Deployment.Container;
import org.civildiy.local.host.FindingsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Rules for every container of the Compose deployment, with each overlay. */
class ComposeTest {
    private static final List<String> STORES = List.of("postgres-db", "mongodb", "kafka", "read-db");

    static Stream<Deployment> deployments() {
        return Stream.of(
                Deployment.of("compose.yaml"),
                Deployment.of("compose.yaml", "compose.scale.yaml"),
                Deployment.of("compose.yaml", "compose.prod.yaml"),
                Deployment.of("compose.yaml", "compose.prod.yaml", "compose.scale.yaml"));
    }

    /** In production the address is a file: HandOutTest. */
    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "profile-service"})
    void a_service_is_known_to_postgresql_by_a_role_of_its_own(String service) {
        // When
        String address =
                Deployment.of("compose.yaml").container(service).environment().get("DATABASE_URL");
        // Then
        assertThat(address).startsWith("postgresql://" + service.replace('-', '_') + ":");
    }

    /** Both find the client's address in the same header: the gateway for its limits, auth-service for wrong passwords. */
    @Test
    void gateway_and_auth_service_trust_the_same_number_of_proxies() {
        // Given
        var environment =
                Map.of("SECRET_KEY", "a key for this check alone, long enough to sign", "TRUSTED_PROXY_COUNT", "2");
        // When
        var deployment = Deployment.of(environment, "compose.yaml", "compose.prod.yaml");
        // Then
        assertThat(List.of(deployment.container("api-gateway"), deployment.container("auth-service")))
                .allSatisfy(container -> assertThat(container.environment()).containsEntry("TRUSTED_PROXY_COUNT", "2"));
    }

    /** The gateway's entry points for clients are open, its dashboard is not. */
    @ParameterizedTest
    @MethodSource("deployments")
    void only_the_gateway_is_reached_from_outside_this_machine(Deployment deployment) {
        // When
        List<String> open = deployment.containers().stream()
                .flatMap(container -> container
                        .published()
                        .filter(address -> !address.startsWith("127.0.0.1:"))
                        .map(address -> container.name() + " " + address))
                .toList();
        // Then
        assertThat(open).isNotEmpty().isSubsetOf("api-gateway :8000", "api-gateway :80", "api-gateway :443");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void stores_and_services_are_in_the_internal_network_only(Deployment deployment) {
        // When
        List<Container> inside = deployment.containers().stream()
                .filter(container -> container.isOfThisProject() || STORES.contains(container.name()))
                .toList();
        // Then
        assertThat(deployment.rendered().at("/networks/backend/internal").asBoolean())
                .isTrue();
        assertThat(inside).hasSize(8).allMatch(container -> container.networks().equals(List.of("backend")));
    }

    /** A service believes the gateway's identity headers, whoever sends them: nobody is there who need not be. */
    @ParameterizedTest
    @MethodSource("deployments")
    void only_the_gateway_consul_prometheus_and_stores_share_a_network_with_the_services(Deployment deployment) {
        // When
        List<String> others = deployment.containers().stream()
                .filter(container -> !container.isOfThisProject()
                        && !STORES.contains(container.name())
                        && container.networks().contains("backend"))
                .map(Container::name)
                .toList();
        // Then
        assertThat(others)
                .contains("api-gateway", "consul-server")
                .isSubsetOf("api-gateway", "consul-server", "consul-acl", "kafka-access", "prometheus");
    }

    /** Besides the gateway: Consul and Grafana, whose pages are published on loopback, and Alertmanager, which sends notifications. */
    @ParameterizedTest
    @MethodSource("deployments")
    void few_containers_are_in_the_network_with_access_to_the_internet(Deployment deployment) {
        // When
        List<String> outside = deployment.containers().stream()
                .filter(container -> container.networks().contains("edge"))
                .map(Container::name)
                .toList();
        // Then
        assertThat(outside).isSubsetOf("alertmanager", "api-gateway", "consul-server", "grafana");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void every_container_has_a_memory_limit_a_restart_policy_and_a_health_check(Deployment deployment) {
        // When
        List<Container> containers = deployment.containers();
        // Then
        assertThat(containers)
                .allSatisfy(container -> assertThat(container.definition().has("mem_limit"))
                        .as("%s has a memory limit", container.name())
                        .isTrue())
                .allSatisfy(container -> assertThat(
                                container.definition().path("restart").asText())
                        .as("restart policy of %s", container.name())
                        .isEqualTo(deployment.endsByItself(container) ? "no" : "unless-stopped"))
                .allSatisfy(container -> assertThat(container.isOfThisProject()
                                || deployment.endsByItself(container)
                                || container.definition().has("healthcheck"))
                        .as("%s has a health check", container.name())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void the_log_of_a_container_is_bounded(Deployment deployment) {
        // When
        List<Container> containers = deployment.containers();
        // Then
        assertThat(containers)
                .allSatisfy(container -> assertThat(container
                                .definition()
                                .at("/logging/options/max-size")
                                .asText())
                        .as("largest log of %s", container.name())
                        .isEqualTo("10m"));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void no_container_has_the_socket_of_docker(Deployment deployment) {
        // When
        String everything = deployment.rendered().toString();
        // Then
        assertThat(everything).doesNotContain("docker.sock");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void every_image_has_a_fixed_version(Deployment deployment) {
        // When
        List<String> images =
                deployment.containers().stream().map(Container::image).toList();
        // Then
        assertThat(images).allMatch(image -> image.matches("[a-z/-]+:v?\\d+\\.\\d+(\\.\\d+)?(-[A-Za-z0-9]+)*"));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void the_gateway_and_the_services_have_no_capabilities_and_a_read_only_file_system(Deployment deployment) {
        // When
        List<Container> exposed = deployment.containers().stream()
                .filter(container ->
                        container.isOfThisProject() || container.name().equals("api-gateway"))
                .toList();
        // Then
        assertThat(exposed)
                .hasSize(5)
                .allMatch(container -> container.definition().path("read_only").asBoolean())
                .allMatch(container ->
                        container.definition().path("cap_drop").toString().equals("[\"ALL\"]"))
                .allMatch(container ->
                        container.definition().path("security_opt").toString().contains("no-new-privileges:true"));
    }

    @Test
    void without_a_key_nothing_starts_and_the_error_says_how_to_get_one() {
        // When
        ThrowingCallable rendering = () -> Deployment.render(Map.of("SECRET_KEY", ""), "compose.yaml");
        // Then
        assertThatThrownBy(rendering)
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("SECRET_KEY")
                .hasMessageContaining("make deploy");
    }
}
