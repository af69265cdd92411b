package org.civildiy.acceptance.edge;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.client.Wire;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Echo;
import org.civildiy.acceptance.system.Operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/**
 * docs/contract.md section 7: what the gateway does to every request and response, and where its routes come from. Behind
 * {@code /api/echo-routing} is an echo service, which returns the request that reached it.
 */
@AcceptanceTest
class RoutingAtTheEdgeTest {
    private static final String PATH = "/api/echo-routing";
    private static Echo echo;
    private static String registration;

    private final Visitor visitor;
    private final Operator operator;
    private final Wire wire;

    RoutingAtTheEdgeTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
        this.wire = new Wire(visitor.gateway());
    }

    @BeforeAll
    static void the_echo_service_registers(Visitor visitor, Operator operator) {
        echo = new Echo();
        registration = operator.register(
                "echo-routing",
                echo.port(),
                "traefik.enable=true",
                "traefik.http.routers.echo-routing.rule=Path(`" + PATH + "`) || PathPrefix(`" + PATH + "/`)",
                "traefik.http.routers.echo-routing.entrypoints=web");
        await("the gateway routes to the echo service")
                .until(() -> visitor.get(PATH).statusCode() == 200);
    }

    @AfterAll
    static void the_echo_service_deregisters(Operator operator) {
        operator.deregister(registration);
        echo.close();
    }

    @Test
    void forwarding_headers_of_a_client_do_not_reach_a_service() {
        // When
        var response = wire.exchange(
                "GET " + PATH, "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Host: evil.example", "X-Real-Ip: 6.6.6.6");
        // Then
        assertThat(response)
                .startsWith("HTTP/1.1 200")
                .doesNotContain("6.6.6.6")
                .doesNotContain("evil.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2f", "%2F", "%5c", "%5C", "%00"})
    void a_path_with_an_encoded_separator_or_nul_is_refused(String encoded) {
        // When
        int status = wire.status("GET " + PATH + "/a" + encoded + "b");
        // Then
        assertThat(status).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/posts", "/api/profile", "/api/auth/validate", "/api/activity-stream", PATH})
    void every_response_has_the_security_headers(String path) {
        // When
        var response = visitor.get(path);
        // Then
        response.then()
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Server", nullValue())
                .header("X-Powered-By", nullValue());
    }

    @Test
    void headers_over_the_limit_are_a_431() {
        // When
        int status = wire.status("GET " + PATH, "X-Large: " + "x".repeat(100_000));
        // Then
        assertThat(status).isEqualTo(431);
    }

    @Test
    void the_dashboard_is_served_on_its_own_port() {
        // When
        var page = operator.dashboard("/dashboard/");
        var overview = operator.dashboard("/api/overview");
        // Then
        page.then().statusCode(200).contentType(containsString("text/html"));
        overview.then()
                .statusCode(200)
                .body("http.routers.errors", equalTo(0))
                .body("http.services.errors", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource({"auth-service", "profile-service", "posts-service", "feed-service"})
    void routes_come_from_the_tags_of_the_services(String service) {
        // When
        var routers = operator.dashboard("/api/http/routers?per_page=1000");
        // Then
        routers.then()
                .body(
                        "findAll { it.service == '%s' && it.provider == 'consulcatalog' && it.status == 'enabled' }.size() > 0"
                                .formatted(service),
                        equalTo(true));
    }
}
