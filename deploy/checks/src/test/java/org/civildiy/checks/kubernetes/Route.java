package org.civildiy.checks.kubernetes;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import org.civildiy.checks.project.Yaml;

/** Route of the gateway, from its own file or from an IngressRoute. */
public record Route(
        String name, String service, String entryPoints, String rule, List<String> middlewares, String priority) {
    private static final String OF_THE_CATALOG = "@consulcatalog";

    /** The routes of the gateway's own file that lead to services. */
    public static List<Route> ofTheGateway() {
        return Yaml.template("traefik/dynamic.yml")
                .at("/http/routers")
                .propertyStream()
                .filter(router -> router.getValue().path("service").asText().endsWith(OF_THE_CATALOG))
                .map(router -> of(router.getKey(), router.getValue()))
                .toList();
    }

    private static Route of(String name, JsonNode router) {
        return new Route(
                name,
                router.path("service").asText().replace(OF_THE_CATALOG, ""),
                only(router.path("entryPoints")).asText(),
                router.path("rule").asText(),
                router.path("middlewares").valueStream().map(JsonNode::asText).toList(),
                router.path("priority").asText());
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
