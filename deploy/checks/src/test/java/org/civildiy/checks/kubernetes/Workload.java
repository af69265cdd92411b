package org.civildiy.checks.kubernetes;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Deployment of a service, and the selectors that match its pods. */
record Workload(JsonNode deployment) {

    static Stream<Workload> in(Manifests manifests) {
        return manifests.ofKind("Deployment").stream().map(Workload::new);
    }

    String name() {
        return deployment.at("/metadata/name").asText();
    }

    JsonNode pod() {
        return deployment.at("/spec/template/spec");
    }

    /** Its only container. */
    JsonNode container() {
        return pod().at("/containers/0");
    }

    /** Whether a selector of labels, expressions or both selects its pods. An empty selector selects all pods. */
    boolean isSelectedBy(JsonNode selector) {
        return entries(selector.path("matchLabels")).entrySet().stream()
                        .allMatch(label -> label.getValue().equals(labels().get(label.getKey())))
                && selector.path("matchExpressions").valueStream().allMatch(this::satisfies);
    }

    /** The same for a Service, whose selector has labels only. */
    boolean isSelectedByLabels(JsonNode labels) {
        return labels().entrySet().containsAll(entries(labels).entrySet());
    }

    private boolean satisfies(JsonNode expression) {
        if (!expression.path("operator").asText().equals("In")) {
            throw new IllegalArgumentException("a selector of a form that these checks cannot read: " + expression);
        }
        String own = labels().get(expression.path("key").asText());
        return expression
                .path("values")
                .valueStream()
                .anyMatch(value -> value.asText().equals(own));
    }

    private Map<String, String> labels() {
        return entries(deployment.at("/spec/template/metadata/labels"));
    }

    private static Map<String, String> entries(JsonNode object) {
        var entries = new TreeMap<String, String>();
        object.propertyStream()
                .forEach(entry -> entries.put(entry.getKey(), entry.getValue().asText()));
        return entries;
    }

    @Override
    public String toString() {
        return name();
    }
}
