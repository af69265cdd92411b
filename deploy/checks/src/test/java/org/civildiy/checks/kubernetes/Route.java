package org.civildiy.checks.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import org.civildiy.checks.project.Project;

/** Route of the gateway, from the tags that a service registers in Consul or from an IngressRoute. */
public record Route(
        String name, String service, String entryPoints, String rule, List<String> middlewares, String priority) {
    private static final Pattern TAG = Pattern.compile("traefik\\.http\\.routers\\.([a-z-]+)\\.([a-z]+)=(.*)");

    /** The routes that a service registers, from the tags in its configuration. */
    static List<Route> registeredBy(String service) {
        Properties configuration =
                Project.properties("services/" + service + "/src/main/resources/application.properties");
        var routers = new TreeMap<String, Map<String, String>>();
        configuration.stringPropertyNames().stream()
                .filter(name -> name.startsWith("registration.tags["))
                .map(name -> TAG.matcher(configuration.getProperty(name)))
                .filter(Matcher::matches)
                .forEach(tag -> routers.computeIfAbsent(tag.group(1), name -> new TreeMap<>())
                        .put(tag.group(2), tag.group(3)));
        var routes = new ArrayList<Route>();
        routers.forEach((name, router) -> routes.add(new Route(
                name,
                router.getOrDefault("service", service),
                router.get("entrypoints"),
                router.get("rule"),
                List.of(router.get("middlewares").replace("@file", "").split(",")),
                router.getOrDefault("priority", ""))));
        return routes;
    }

    /** The routes of an IngressRoute. */
    public static Stream<Route> of(JsonNode ingressRoute) {
        return ingressRoute
                .at("/spec/routes")
                .valueStream()
                .map(route -> new Route(
                        ingressRoute.at("/metadata/name").asText(),
                        only(route.path("services")).path("name").asText(),
                        only(ingressRoute.at("/spec/entryPoints")).asText(),
                        route.path("match").asText(),
                        route.path("middlewares")
                                .valueStream()
                                .map(middleware -> middleware.path("name").asText())
                                .toList(),
                        route.path("priority").asText()));
    }

    public Route at(String other) {
        return new Route(name, service, other, rule, middlewares, priority);
    }

    private static JsonNode only(JsonNode list) {
        if (list.size() != 1) {
            throw new IllegalArgumentException("one element is expected: " + list);
        }
        return list.get(0);
    }
}
