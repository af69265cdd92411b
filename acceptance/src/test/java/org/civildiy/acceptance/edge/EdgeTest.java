package org.civildiy.acceptance.edge;

import java.util.Locale;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.client.Wire;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Echo;
import org.civildiy.acceptance.system.Operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/**
 * docs/contract.md section 7: identity and tokens at the gateway. An echo service, which the gateway finds by its registration in
 * Consul, returns the request that reached it: at {@code /api/echo-public}, and behind forward-auth at {@code /api/echo-private}.
 */
@AcceptanceTest
class EdgeTest {
    private static final String PUBLIC = "/api/echo-public";
    private static final String PRIVATE = "/api/echo-private";
    private static Echo echo;
    private static String registration;

    private final Visitor visitor;
    private final Wire wire;

    EdgeTest(Visitor visitor) {
        this.visitor = visitor;
        this.wire = new Wire(visitor.gateway());
    }

    @BeforeAll
    static void the_echo_service_registers(Visitor visitor, Operator operator) {
        echo = new Echo();
        registration = operator.register(
                "echo",
                echo.port(),
                "traefik.enable=true",
                "traefik.http.routers.echo-public.rule=Path(`" + PUBLIC + "`) || PathPrefix(`" + PUBLIC + "/`)",
                "traefik.http.routers.echo-public.entrypoints=web",
                "traefik.http.routers.echo-private.rule=Path(`" + PRIVATE + "`) || PathPrefix(`" + PRIVATE + "/`)",
                "traefik.http.routers.echo-private.entrypoints=web",
                "traefik.http.routers.echo-private.middlewares=signed-in@file,retry@file");
        await("the gateway routes to the echo service")
                .until(() -> visitor.get(PUBLIC).statusCode() == 200);
    }

    @AfterAll
    static void the_echo_service_deregisters(Operator operator) {
        operator.deregister(registration);
        echo.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-User-ID: 1", "x-user-id: 1", "X-USER-ID: 1", "X-User-Id:1", "X-User-Email: a@b.c",
                        "X-User-Name: root",
                "X_User_ID: 1", "X_USER_ID: 1", "X-User_ID: 1", "X.User.ID: 1", "x_user_name: root",
                        "X_User_Email: a@b.c"
            })
    void identity_headers_of_a_client_do_not_reach_a_service(String header) {
        // Given
        var ada = visitor.becomesMember();
        // When
        var twice = wire.exchange("GET " + PUBLIC, header, header);
        var hopByHop = wire.exchange("GET " + PUBLIC, header, "Connection: X-User-ID, X-User-Name, X-User-Email");
        var signedIn = wire.exchange("GET " + PRIVATE, header, "Authorization: Bearer " + ada.token());
        // Then
        assertThat(twice).startsWith("HTTP/1.1 200").satisfies(EdgeTest::carriesNoIdentity);
        assertThat(hopByHop).startsWith("HTTP/1.1 200").satisfies(EdgeTest::carriesNoIdentity);
        assertThat(signedIn)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("\"X-User-Id\":[\"" + ada.id() + "\"]")
                .containsIgnoringCase("\"X-User-Name\":[\"" + ada.username() + "\"]")
                .containsIgnoringCase("\"X-User-Email\":[\"" + ada.email() + "\"]")
                .doesNotContain("root", "a@b.c", "_User", "_user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-User-ID : 1", "X-User-ID\t: 1", "X-User-ID\u00a0: 1"})
    void a_malformed_identity_header_is_refused_or_removed(String header) {
        // When
        var response = wire.exchange("GET " + PUBLIC, "Accept: */*", header);
        // Then
        assertThat(response)
                .satisfiesAnyOf(refused -> assertThat(refused).startsWith("HTTP/1.1 400"), EdgeTest::carriesNoIdentity);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-User-ID: 1", "x-user-id: 1", "X_User_ID: 1", "X-User-ID: 1\r\nConnection: X-User-ID"})
    void an_identity_header_of_a_client_does_not_authenticate(String header) {
        // When
        int own = wire.status("GET /api/activity-stream/user", header);
        int profile = wire.status("GET /api/profile", header);
        int removal = wire.status("DELETE /api/posts/0123456789abcdef01234567", header);
        int validation = wire.status("GET /api/auth/validate", header);
        // Then
        assertThat(new int[] {own, profile, removal, validation}).containsOnly(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "PROPFIND"})
    void a_protected_route_needs_a_token_for_every_method(String method) {
        // When
        int status = wire.status(method + " " + PRIVATE, "Content-Length: 0");
        // Then
        assertThat(status).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/profile",
                "GET /api/activity-stream/user",
                "POST /api/posts",
                "DELETE /api/posts/0123456789abcdef01234567"
            })
    void a_token_is_verified_before_a_service_gets_the_request(String request) {
        // When
        var response = wire.exchange(request, "Content-Length: 0", "Authorization: Bearer nonsense");
        // Then: the problem details are those of auth-service
        assertThat(response).startsWith("HTTP/1.1 401").contains("\"Invalid token\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "PROPFIND", "get", "MOVE"})
    void every_method_on_posts_but_a_read_needs_a_token(String method) {
        // When
        int status = wire.status(method + " /api/posts", "Content-Length: 0", "X-HTTP-Method-Override: GET");
        // Then
        assertThat(status).isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer ", "Basic YWRhOnNlY3JldA==", "Bearer nonsense", "bearer a.b.c", "Token x"})
    void whatever_is_not_a_valid_bearer_token_is_a_401(String authorization) {
        // When
        int status = wire.status("GET " + PRIVATE, "Authorization: " + authorization);
        // Then
        assertThat(status).isEqualTo(401);
    }

    @Test
    void the_scheme_is_bearer_in_any_letter_case() {
        // Given
        var ada = visitor.becomesMember();
        // When
        int status = wire.status("GET " + PRIVATE, "Authorization: bearer " + ada.token());
        // Then
        assertThat(status).isEqualTo(200);
    }

    @Test
    void a_service_gets_the_path_and_the_headers_of_a_request() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var response = ada.request()
                .header("X-Request-Tag", "kept")
                .queryParam("a", "b")
                .get(PRIVATE + "/below");
        // Then
        response.then()
                .statusCode(200)
                .body("path", equalTo(PRIVATE + "/below"))
                .body("headers.find { it.key.toLowerCase() == 'x-request-tag' }.value", hasItem("kept"));
    }

    private static void carriesNoIdentity(String response) {
        assertThat(response.toLowerCase(Locale.ROOT))
                .doesNotContain("x-user")
                .doesNotContain("x_user")
                .doesNotContain("x.user")
                .doesNotContain("root")
                .doesNotContain("a@b.c");
    }
}
