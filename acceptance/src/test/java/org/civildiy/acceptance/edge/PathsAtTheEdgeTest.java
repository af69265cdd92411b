package org.civildiy.acceptance.edge;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.client.Wire;
import org.civildiy.acceptance.system.AcceptanceTest;

import static org.assertj.core.api.Assertions.assertThat;

/** docs/contract.md section 7: every spelling of a protected path needs a token, and a path without a route is a 404. */
@AcceptanceTest
class PathsAtTheEdgeTest {
    private final Visitor visitor;
    private final Wire wire;

    PathsAtTheEdgeTest(Visitor visitor) {
        this.visitor = visitor;
        this.wire = new Wire(visitor.gateway());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/profile",
                "/api//profile",
                "/api/./profile",
                "/api/posts/../profile",
                "/api/posts/%2e%2e/profile",
                "/api/profile/",
                "/api/echo-public/../profile",
                "/./api/profile"
            })
    void another_spelling_of_a_protected_path_is_protected(String path) {
        // When
        int status = wire.status("GET " + path, "X-User-ID: 1");
        // Then
        assertThat(status).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api%2fprofile",
                "/API/profile",
                "/api/Profile",
                "/api/profile;x",
                "/api/posts/..%2fprofile",
                "/api/posts/..%5cprofile",
                "/api/posts/%00",
                "/api/posts/..;/profile",
                "/api\\profile"
            })
    void a_path_that_is_only_similar_has_no_route(String path) {
        // When
        int status = wire.status("GET " + path, "X-User-ID: 1");
        // Then
        assertThat(status).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api",
                "/api/",
                "/api/postsX",
                "/api/posts-old",
                "/api/authX",
                "/api/profiles",
                "/api/activity-streams",
                "/health",
                "/health/ready",
                "/metrics",
                "/docs",
                "/openapi",
                "/dashboard/",
                "/api/overview",
                "/api/rawdata",
                "/ping",
                "/ui/",
                "/v1/catalog/services"
            })
    void a_path_without_a_route_is_a_404(String path) {
        // When
        var response = visitor.get(path);
        // Then: the gateway's own 404, since a service's would be problem details
        response.then().statusCode(404).contentType("text/plain");
    }
}
