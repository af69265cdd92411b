package org.civildiy.checks;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/** The gateway's static configuration as options of its command line: {@code entryPoints.web.asDefault} and its value. */
final class GatewayValues {
    private GatewayValues() {}

    /** Those that the values of its chart add to the chart's own. */
    static Map<String, String> options(JsonNode values) {
        return values.path("additionalArguments")
                .valueStream()
                .map(argument -> argument.asText().substring("--".length()).split("=", 2))
                .collect(
                        Collectors.toMap(option -> option[0], option -> option[1], GatewayValues::twice, TreeMap::new));
    }

    /** Those that a file of the gateway means. */
    static Map<String, String> flattened(JsonNode file) {
        var options = new TreeMap<String, String>();
        flatten("", file, options);
        return options;
    }

    /** The entry points that options speak of. */
    static Set<String> entryPoints(Map<String, String> options) {
        return options.keySet().stream()
                .filter(name -> name.startsWith("entryPoints."))
                .map(name -> name.split("\\.", -1)[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What options say about one entry point, without its name. */
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

    private static String twice(String one, String other) {
        throw new IllegalArgumentException("an option is there twice: " + one + " and " + other);
    }
}
