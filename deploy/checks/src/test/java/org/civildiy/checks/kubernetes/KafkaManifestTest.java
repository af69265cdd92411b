package org.civildiy.checks.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Kafka by Strimzi: who reaches it, who is let in, and what an account may do. */
class KafkaManifestTest {
    private static final Manifests KAFKA = Manifests.of("stores/kafka");

    /** Strimzi makes a policy for each listener, and without peers it admits everybody in the cluster. */
    @Test
    void the_listeners_admit_the_pods_of_the_services_only() {
        // Given
        JsonNode services = KAFKA.ofKind("NetworkPolicy").getFirst().at("/spec/ingress/0/from");
        // When
        Stream<JsonNode> listeners = listeners();
        // Then
        assertThat(services).isNotEmpty();
        assertThat(listeners).isNotEmpty().allMatch(listener -> services.equals(listener.path("networkPolicyPeers")));
    }

    @Test
    void nobody_is_let_in_without_an_account_and_an_account_may_do_only_what_is_granted() {
        // When
        Stream<JsonNode> listeners = listeners();
        // Then
        assertThat(listeners)
                .isNotEmpty()
                .allMatch(
                        listener -> listener.at("/authentication/type").asText().equals("scram-sha-512"));
        assertThat(kafka().at("/spec/kafka/authorization").toString()).isEqualTo("{\"type\":\"simple\"}");
    }

    /** KafkaAccessTest checks the latter on a real broker. */
    @Test
    void accounts_may_do_what_they_may_do_on_compose() {
        // When
        Set<String> granted = new TreeSet<>();
        KAFKA.ofKind("KafkaUser")
                .forEach(user -> user.at("/spec/authorization/acls")
                        .valueStream()
                        .forEach(rule -> rule.path("operations")
                                .valueStream()
                                .forEach(operation -> granted.add("%s %s %s %s"
                                        .formatted(
                                                user.at("/metadata/name").asText(),
                                                operation.asText(),
                                                rule.at("/resource/type").asText(),
                                                rule.at("/resource/name").asText())))));
        // Then
        assertThat(granted).isNotEmpty().isEqualTo(grantedOnCompose());
    }

    @Test
    void a_service_has_an_account_of_its_own() {
        // When
        List<String> accounts = Manifests.of("base").ofKind("ConfigMap").stream()
                .map(map -> map.at("/data/KAFKA_USERNAME").asText())
                .filter(name -> !name.isEmpty())
                .toList();
        // Then
        assertThat(accounts)
                .containsExactlyInAnyOrderElementsOf(KAFKA.ofKind("KafkaUser").stream()
                        .map(user -> user.at("/metadata/name").asText())
                        .toList());
    }

    private static Set<String> grantedOnCompose() {
        var granted = new TreeSet<String>();
        Yaml.text(Project.ROOT.resolve("deploy/kafka/access.sh"))
                .lines()
                .filter(line -> line.startsWith("allow "))
                .forEach(line -> granted.addAll(rules(line.split(" ", -1))));
        return granted;
    }

    private static List<String> rules(String[] words) {
        var rules = new ArrayList<String>();
        for (int i = 3; i < words.length; i += 2) {
            rules.add("%s %s %s %s"
                    .formatted(words[1].replace('_', '-'), words[2], words[i].replace("--", ""), words[i + 1]));
        }
        return rules;
    }

    private static Stream<JsonNode> listeners() {
        return kafka().at("/spec/kafka/listeners").valueStream();
    }

    private static JsonNode kafka() {
        return KAFKA.ofKind("Kafka").getFirst();
    }
}
