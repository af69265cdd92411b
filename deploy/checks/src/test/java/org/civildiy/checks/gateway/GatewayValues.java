package org.civildiy.checks.gateway;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/** Static configuration of the gateway as command-line options, such as {@code entryPoints.web.asDefault}, with their values. */
final class GatewayValues {
    private GatewayValues() {}

    /** The options that a Helm values file adds to those of the chart. */
    static Map<String, String> options(JsonNode values) {
        return values.path("additionalArguments")
                .valueStream()
                .map(argument -> argument.asText().substring("--".length()).split("=", 2))
                .collect(Collectors.toMap(
                        option -> option[0], option -> option[1], GatewayValues::refuseDuplicate, TreeMap::new));
    }

    /** The options of a configuration file of the gateway. */
    static Map<String, String> flattened(JsonNode file) {
        var options = new TreeMap<String, String>();
        flatten("", file, options);
        return options;
    }

    /** The entry points that these options name. */
    static Set<String> entryPoints(Map<String, String> options) {
        return options.keySet().stream()
                .filter(name -> name.startsWith("entryPoints."))
                .map(name -> name.split("\\.", -1)[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The options of one entry point, without its prefix. */
    static Map<String, String> of(String entryPoint, Map<String, String> options) {
        String prefix = "entryPoints." + entryPoint + ".";
        var own = new TreeMap<String, String>();
        options.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), value);
            }
        });
        return own;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> options) {
        if (node.isObject()) {
            node.propertyStream()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), options));
        } else if (node.isArray()) {
            options.put(path, node.valueStream().map(JsonNode::asText).collect(Collectors.joining(",")));
        } else {
            options.put(path, node.asText());
        }
    }

    private static String refuseDuplicate(String one, String other) {
        throw new IllegalArgumentException("an option is given twice: " + one + " and " + other);
    }
}
