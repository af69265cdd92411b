package org.civildiy.checks.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Yaml;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

/** Rules for the Deployment of every service, with each overlay: limits, probes, privileges, scaling. */
class WorkloadsTest {
    private static final List<String> SERVICES =
            List.of("auth-service", "feed-service", "posts-service", "profile-service");

    /** The project's own version, which is the first in the pom. */
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

    static Stream<Manifests> overlays() {
        return Stream.of(Manifests.of("base"), Manifests.production(), Manifests.jvm());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void the_four_services_are_there_and_each_is_one_container(Manifests manifests) {
        // When
        List<Workload> workloads = Workload.in(manifests).toList();
        // Then
        assertThat(workloads).extracting(Workload::name).containsExactlyInAnyOrderElementsOf(SERVICES);
        assertThat(workloads).allSatisfy(workload -> {
            assertThat(workload.pod().path("containers")).hasSize(1);
            assertThat(workload.pod().has("initContainers")).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void no_service_has_a_privilege_that_it_does_not_need(Manifests manifests) {
        // When
        Stream<Workload> workloads = Workload.in(manifests);
        // Then
        assertThat(workloads).isNotEmpty().allSatisfy(workload -> {
            assertThat(workload.pod().path("automountServiceAccountToken").asBoolean(true))
                    .isFalse();
            assertThat(workload.pod().path("securityContext").toString())
                    .contains("\"runAsNonRoot\":true", "\"runAsUser\":1001", "{\"type\":\"RuntimeDefault\"}");
            assertThat(workload.container().path("securityContext"))
                    .isEqualTo(
                            Yaml.document(
                                    "{allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}"));
            assertThat(workload.pod().toString()).doesNotContain("hostPath", "hostNetwork", "hostPID", "hostIPC");
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_service_has_requests_and_limits(Manifests manifests) {
        // When
        Stream<JsonNode> resources =
                Workload.in(manifests).map(workload -> workload.container().path("resources"));
        // Then
        assertThat(resources)
                .isNotEmpty()
                .allSatisfy(resource -> assertThat(
                                mebibytes(resource.at("/requests/memory").asText()))
                        .isPositive()
                        .isLessThan(mebibytes(resource.at("/limits/memory").asText())))
                .allSatisfy(resource ->
                        assertThat(resource.at("/requests/cpu").asText()).isNotEmpty())
                .allSatisfy(resource ->
                        assertThat(resource.at("/limits/cpu").asText()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void a_service_is_added_when_its_backends_are_available_and_stays_while_it_is_alive(Manifests manifests) {
        // When
        Stream<JsonNode> containers = Workload.in(manifests).map(Workload::container);
        // Then
        assertThat(containers).isNotEmpty().allSatisfy(container -> {
            assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/health/ready");
            assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/live");
            assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
            assertThat(container.findValues("httpGet")).allMatch(get -> portOf(container, get.path("port")) == 5000);
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void the_grace_period_covers_the_shutdown_of_a_service(Manifests manifests) {
        // Given
        Properties defaults = Project.properties(
                "services/service-defaults/src/main/resources/META-INF/microprofile-config.properties");
        int itsOwn = seconds(defaults, "%prod.quarkus.shutdown.delay") + seconds(defaults, "quarkus.shutdown.timeout");
        // When
        Stream<Workload> workloads = Workload.in(manifests);
        // Then
        assertThat(workloads)
                .isNotEmpty()
                .allSatisfy(workload -> assertThat(workload.pod()
                                .path("terminationGracePeriodSeconds")
                                .asInt())
                        .isGreaterThan(itsOwn
                                + workload.container()
                                        .at("/lifecycle/preStop/sleep/seconds")
                                        .asInt()));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void a_service_scales_between_two_and_the_partitions_of_the_topic_and_is_never_drained_as_a_whole(
            Manifests manifests) {
        // When
        Map<String, JsonNode> scalers = byName(manifests, "HorizontalPodAutoscaler");
        Map<String, JsonNode> budgets = byName(manifests, "PodDisruptionBudget");
        // Then
        assertThat(Workload.in(manifests)).isNotEmpty().allSatisfy(workload -> {
            JsonNode scaler = scalers.get(workload.name());
            assertThat(scaler.at("/spec/scaleTargetRef/name").asText()).isEqualTo(workload.name());
            assertThat(scaler.at("/spec/scaleTargetRef/kind").asText()).isEqualTo("Deployment");
            assertThat(scaler.at("/spec/minReplicas").asInt()).isEqualTo(2);
            assertThat(scaler.at("/spec/maxReplicas").asInt()).isBetween(3, 12);
            assertThat(workload.deployment().at("/spec/replicas").isMissingNode())
                    .as("replicas are the autoscaler's")
                    .isTrue();
            assertThat(budgets.get(workload.name()).at("/spec/maxUnavailable").asInt())
                    .isEqualTo(1);
            assertThat(workload.isSelectedBy(budgets.get(workload.name()).at("/spec/selector")))
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void a_service_name_selects_the_pods_of_that_service_only(Manifests manifests) {
        // Given
        List<Workload> workloads = Workload.in(manifests).toList();
        // When
        Map<String, JsonNode> services = byName(manifests, "Service");
        // Then
        assertThat(services)
                .hasSize(workloads.size())
                .allSatisfy((name, service) -> assertThat(workloads)
                        .filteredOn(workload -> workload.isSelectedByLabels(service.at("/spec/selector")))
                        .singleElement()
                        .satisfies(workload -> assertThat(workload.name()).isEqualTo(name))
                        .satisfies(workload -> assertThat(
                                        portOf(workload.container(), service.at("/spec/ports/0/targetPort")))
                                .isEqualTo(5000)));
        assertThat(workloads)
                .allMatch(
                        workload -> workload.isSelectedBy(workload.deployment().at("/spec/selector")));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void pods_of_a_service_are_spread_over_nodes_and_zones(Manifests manifests) {
        // When
        Stream<Workload> workloads = Workload.in(manifests);
        // Then
        assertThat(workloads).isNotEmpty().allSatisfy(workload -> {
            List<JsonNode> spread = workload.pod()
                    .path("topologySpreadConstraints")
                    .valueStream()
                    .toList();
            assertThat(spread)
                    .extracting(constraint -> constraint.path("topologyKey").asText())
                    .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
            assertThat(spread).allMatch(constraint -> workload.isSelectedBy(constraint.path("labelSelector")));
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_image_has_a_fixed_version(Manifests manifests) {
        // When
        Stream<String> images = Workload.in(manifests)
                .map(workload -> workload.container().path("image").asText());
        // Then
        assertThat(images)
                .isNotEmpty()
                .allMatch(image -> image.matches(".+/[a-z]+-service:\\d+\\.\\d+\\.\\d+(-\\w+)*"));
    }

    @Test
    void the_base_names_the_images_that_this_checkout_builds() {
        // Given
        String version = VERSION.matcher(Yaml.text(Project.ROOT.resolve("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        // When
        Stream<String> images = Workload.in(Manifests.of("base"))
                .map(workload -> workload.container().path("image").asText());
        // Then
        assertThat(images)
                .containsExactlyInAnyOrderElementsOf(SERVICES.stream()
                        .map(service -> "civildiy/" + service + ":" + version)
                        .toList());
    }

    @Test
    void in_production_a_new_password_has_at_least_8_characters() {
        // When
        List<JsonNode> settings = Manifests.production().ofKind("ConfigMap");
        // Then
        assertThat(settings)
                .anyMatch(map -> map.at("/data/PASSWORD_MIN_LENGTH").asText().equals("8"));
    }

    /** Both find the client's address in the same header: the gateway for its limits, auth-service for wrong passwords. */
    @ParameterizedTest
    @MethodSource("overlays")
    void gateway_and_auth_service_trust_the_same_number_of_proxies(Manifests manifests) {
        // When
        var depths = manifests.ofKind("Middleware").stream()
                .flatMap(middleware -> middleware.findValuesAsText("depth").stream())
                .distinct()
                .toList();
        // Then
        assertThat(depths).hasSize(1);
        assertThat(manifests.ofKind("ConfigMap"))
                .anyMatch(map -> map.at("/data/TRUSTED_PROXY_COUNT").asText().equals(depths.getFirst()));
    }

    private static Map<String, JsonNode> byName(Manifests manifests, String kind) {
        return manifests.ofKind(kind).stream()
                .collect(toMap(resource -> resource.at("/metadata/name").asText(), resource -> resource));
    }

    private static int portOf(JsonNode container, JsonNode named) {
        return container
                .path("ports")
                .valueStream()
                .filter(port -> port.path("name").equals(named))
                .findFirst()
                .map(port -> port.path("containerPort").asInt())
                .orElseGet(named::asInt);
    }

    private static int seconds(Properties properties, String key) {
        return Integer.parseInt(properties.getProperty(key).replaceAll("s$", ""));
    }

    private static int mebibytes(String quantity) {
        return Integer.parseInt(quantity.replaceAll("Mi$", ""));
    }
}
