package org.civildiy.checks.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Network policies: which pods may open connections to which others. */
class NetworkPoliciesTest {
    private static final List<String> STORES = List.of("postgresql", "mongodb", "kafka", "redis");

    static Stream<Manifests> overlays() {
        return Stream.of(Manifests.of("base"), Manifests.production(), Manifests.jvm());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void traffic_is_denied_by_default_in_both_directions(Manifests manifests) {
        // When
        List<JsonNode> denials = manifests.ofKind("NetworkPolicy").stream()
                .filter(policy -> policy.at("/spec/podSelector").isEmpty())
                .toList();
        // Then
        assertThat(denials).singleElement().satisfies(policy -> {
            assertThat(policy.at("/spec/policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
            assertThat(policy.path("spec").has("ingress")).isFalse();
            assertThat(policy.path("spec").has("egress")).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void only_the_gateway_and_prometheus_call_a_service(Manifests manifests) {
        // When
        Map<String, Set<String>> callers = peersByService(manifests, "ingress", "from");
        // Then
        assertThat(callers.keySet())
                .containsExactlyInAnyOrder("auth-service", "feed-service", "posts-service", "profile-service");
        assertThat(callers.values()).allMatch(Set.of("traefik traefik [http]", "monitoring prometheus [http]")::equals);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void each_service_may_call_its_own_stores_and_dns(Manifests manifests) {
        // When
        Map<String, Set<String>> called = peersByService(manifests, "egress", "to");
        // Then
        var names = "kube-system kube-dns [53, 53]";
        var kafka = "civildiy-stores kafka [9092]";
        assertThat(called)
                .containsOnly(
                        Map.entry("auth-service", Set.of(names, "civildiy-stores postgres [5432]")),
                        Map.entry("profile-service", Set.of(names, "civildiy-stores postgres [5432]")),
                        Map.entry("posts-service", Set.of(names, kafka, "civildiy-stores mongodb [27017]")),
                        Map.entry("feed-service", Set.of(names, kafka, "civildiy-stores redis [6379]")));
    }

    @Test
    void a_store_admits_exactly_the_services_that_call_it() {
        // Given
        Manifests services = Manifests.of("base");
        // When
        Stream<JsonNode> policies = STORES.stream().map(store -> policy(Manifests.of("stores/" + store), store));
        // Then
        assertThat(policies).hasSize(STORES.size()).allSatisfy(policy -> {
            JsonNode calling = policy(services, policy.at("/metadata/name").asText());
            assertThat(policy.at("/spec/ingress/0/from/0/podSelector")).isEqualTo(calling.at("/spec/podSelector"));
            assertThat(policy.at("/spec/ingress/0/ports")).isEqualTo(calling.at("/spec/egress/0/ports"));
            assertThat(policy.at("/spec/podSelector")).isEqualTo(calling.at("/spec/egress/0/to/0/podSelector"));
            assertThat(policy.at("/metadata/namespace"))
                    .isEqualTo(calling.at("/spec/egress/0/to/0/namespaceSelector/matchLabels")
                            .path("kubernetes.io/metadata.name"));
        });
    }

    @Test
    void the_gateways_dashboard_is_for_prometheus_and_its_public_entry_points_for_everybody() {
        // When
        JsonNode policy = policy(Manifests.of("traefik"), "gateway");
        // Then
        assertThat(policy.at("/spec/policyTypes").toString()).isEqualTo("[\"Ingress\"]");
        assertThat(policy.at("/spec/ingress").valueStream().flatMap(rule -> peers(rule, "from").stream()))
                .containsExactly("everybody [web, websecure]", "monitoring prometheus [traefik]");
    }

    /** For each service, the peers of all policies that select it: namespace, pods, ports. */
    private static Map<String, Set<String>> peersByService(Manifests manifests, String direction, String side) {
        var peersByService = new TreeMap<String, Set<String>>();
        for (JsonNode policy : manifests.ofKind("NetworkPolicy")) {
            Workload.in(manifests)
                    .filter(workload -> workload.isSelectedBy(policy.at("/spec/podSelector")))
                    .forEach(workload -> policy.at("/spec/" + direction)
                            .valueStream()
                            .forEach(rule -> peersByService
                                    .computeIfAbsent(workload.name(), name -> new TreeSet<>())
                                    .addAll(peers(rule, side))));
        }
        return peersByService;
    }

    private static List<String> peers(JsonNode rule, String side) {
        List<String> ports = rule.path("ports")
                .valueStream()
                .map(port -> port.path("port").asText())
                .toList();
        if (rule.path(side).isEmpty()) {
            return List.of("everybody " + ports);
        }
        return rule.path(side)
                .valueStream()
                .map(peer -> "%s %s %s"
                        .formatted(
                                only(peer.at("/namespaceSelector/matchLabels")),
                                only(peer.at("/podSelector/matchLabels")),
                                ports))
                .toList();
    }

    private static String only(JsonNode labels) {
        return labels.size() == 1 ? labels.iterator().next().asText() : labels.toString();
    }

    private static JsonNode policy(Manifests manifests, String name) {
        return manifests.ofKind("NetworkPolicy").stream()
                .filter(policy -> policy.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
