package org.civildiy.checks.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Yaml;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

/** Routes and middlewares on Kubernetes are those of the gateway's own file. */
class RoutesTest {
    static Stream<Manifests> overlays() {
        return Stream.of(Manifests.of("base"), Manifests.production());
    }

    @Test
    void the_routes_are_those_of_the_gateways_own_file() {
        // Given
        List<Route> file = Route.ofTheGateway();
        // When
        List<Route> routes = routes(Manifests.of("base"));
        // Then
        assertThat(routes).isNotEmpty().containsExactlyInAnyOrderElementsOf(file);
    }

    @Test
    void in_production_every_public_route_is_behind_tls_and_plain_http_is_redirected() {
        // Given
        Stream<Route> behindTls = routes(Manifests.of("base")).stream()
                .map(route -> route.entryPoints().equals("web") ? route.at("websecure") : route);
        Route redirect = new Route("to-https", "noop@internal", "web", "PathPrefix(`/`)", List.of("to-https"), "");
        // When
        List<Route> routes = routes(Manifests.production());
        // Then
        assertThat(routes)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(behindTls, Stream.of(redirect)).toList());
    }

    @Test
    void middlewares_are_those_of_the_gateways_own_file() {
        // Given
        Map<String, JsonNode> defined = middlewaresOfTheGateway(new Properties());
        // When
        Map<String, JsonNode> rendered = middlewares(Manifests.of("base"));
        // Then
        assertThat(rendered).isNotEmpty().isEqualTo(defined);
    }

    @Test
    void in_production_middlewares_have_the_limits_of_production_on_compose() {
        // Given
        Map<String, JsonNode> defined = middlewaresOfTheGateway(Project.properties("deploy/.env.production.example"));
        // When
        Map<String, JsonNode> rendered = middlewares(Manifests.production());
        // Then
        assertThat(rendered).isNotEmpty().isEqualTo(defined);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void a_route_names_middlewares_and_services_that_exist(Manifests manifests) {
        // Given
        List<String> present = manifests.names().toList();
        // When
        Stream<String> named = routes(manifests).stream()
                .flatMap(route -> Stream.concat(
                        route.middlewares().stream().map(middleware -> "Middleware/" + middleware),
                        Stream.of("Service/" + route.service())))
                .filter(name -> !name.equals("Service/noop@internal"));
        // Then
        assertThat(named).isNotEmpty().allMatch(present::contains);
    }

    private static Map<String, JsonNode> middlewaresOfTheGateway(Properties environment) {
        return Yaml.template("traefik/dynamic.yml", environment)
                .at("/http/middlewares")
                .propertyStream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, JsonNode> middlewares(Manifests manifests) {
        return manifests.ofKind("Middleware").stream()
                .filter(middleware -> !name(middleware).equals("to-https"))
                .collect(toMap(RoutesTest::name, middleware -> middleware.path("spec")));
    }

    private static List<Route> routes(Manifests manifests) {
        return manifests.ofKind("IngressRoute").stream().flatMap(Route::of).toList();
    }

    private static String name(JsonNode resource) {
        return resource.at("/metadata/name").asText();
    }
}
