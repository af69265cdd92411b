package org.civildiy.acceptance;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** docs/contract.md section 7: a protected path is protected however it is spelt, and what is not public is not there. */
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
    void a_path_that_is_only_similar_leads_nowhere(String path) {
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
    void what_is_not_a_public_path_is_a_404(String path) {
        // When
        var answer = visitor.get(path);
        // Then: of the gateway, for a service's would be a problem
        answer.then().statusCode(404).contentType("text/plain");
    }
}
