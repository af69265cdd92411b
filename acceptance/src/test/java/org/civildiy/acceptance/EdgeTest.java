package org.civildiy.acceptance;

import java.util.Locale;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

/**
 * docs/contract.md section 7: what passes the gateway. A fifth service, made known by a registration alone, tells what arrives behind
 * it: at {@code /api/echo-public}, and behind forward-auth at {@code /api/echo-private}.
 */
@AcceptanceTest
class EdgeTest {
    private static final String PUBLIC = "/api/echo-public";
    private static final String PRIVATE = "/api/echo-private";
    private static Echo echo;
    private static String registration;

    private final Visitor visitor;
    private final Operator operator;
    private final Wire wire;

    EdgeTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
        this.wire = new Wire(visitor.gateway());
    }

    @BeforeAll
    static void a_fifth_service_registers(Visitor visitor, Operator operator) {
        echo = new Echo();
        registration = operator.register("echo", echo.port());
        await("the gateway routes to the fifth service")
                .until(() -> visitor.get(PUBLIC).statusCode() == 200);
    }

    @AfterAll
    static void the_fifth_service_leaves(Operator operator) {
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
    void identity_that_a_client_claims_does_not_arrive(String header) {
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
    void a_header_that_is_almost_one_of_them_is_refused(String header) {
        // When
        var answer = wire.exchange("GET " + PUBLIC, "Accept: */*", header);
        // Then
        assertThat(answer)
                .satisfiesAnyOf(refused -> assertThat(refused).startsWith("HTTP/1.1 400"), EdgeTest::carriesNoIdentity);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-User-ID: 1", "x-user-id: 1", "X_User_ID: 1", "X-User-ID: 1\r\nConnection: X-User-ID"})
    void nobody_signs_in_with_a_header(String header) {
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
    void a_protected_route_is_protected_whatever_the_method(String method) {
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
    void a_token_is_judged_before_a_service_sees_the_request(String request) {
        // When
        var answer = wire.exchange(request, "Content-Length: 0", "Authorization: Bearer nonsense");
        // Then: in the words of who validates tokens
        assertThat(answer).startsWith("HTTP/1.1 401").contains("\"Invalid token\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "PROPFIND", "get", "MOVE"})
    void writing_a_post_is_every_method_that_does_not_read(String method) {
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
    void only_the_token_is_shown_to_who_validates_and_everything_to_the_service() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var answer = ada.request()
                .header("X-Request-Tag", "kept")
                .queryParam("a", "b")
                .get(PRIVATE + "/below");
        // Then
        answer.then()
                .statusCode(200)
                .body("path", equalTo(PRIVATE + "/below"))
                .body("headers.find { it.key.toLowerCase() == 'x-request-tag' }.value", hasItem("kept"));
    }

    @Test
    void forwarded_headers_of_a_client_are_not_believed() {
        // When
        var answer = wire.exchange(
                "GET " + PUBLIC, "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Host: evil.example", "X-Real-Ip: 6.6.6.6");
        // Then
        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("6.6.6.6").doesNotContain("evil.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2f", "%2F", "%5c", "%5C", "%00"})
    void a_path_that_is_another_one_once_decoded_is_refused(String encoded) {
        // When
        int status = wire.status("GET " + PUBLIC + "/a" + encoded + "b");
        // Then
        assertThat(status).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/posts", "/api/profile", "/api/auth/validate", "/api/activity-stream", PUBLIC})
    void every_answer_has_the_security_headers(String path) {
        // When
        var answer = visitor.get(path);
        // Then
        answer.then()
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Server", nullValue())
                .header("X-Powered-By", nullValue());
    }

    @Test
    void the_headers_of_a_request_are_bounded() {
        // When
        int status = wire.status("GET " + PUBLIC, "X-Large: " + "x".repeat(100_000));
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
    void routes_are_the_gateways_own_and_lead_to_the_services_of_the_catalog(String service) {
        // When
        var routers = operator.dashboard("/api/http/routers?per_page=1000");
        // Then
        routers.then()
                .body(
                        "findAll { it.service == '%s@consulcatalog' && it.provider == 'file' && it.status == 'enabled' }.size() > 0"
                                .formatted(service),
                        equalTo(true));
    }

    private static void carriesNoIdentity(String answer) {
        assertThat(answer.toLowerCase(Locale.ROOT))
                .doesNotContain("x-user")
                .doesNotContain("x_user")
                .doesNotContain("x.user")
                .doesNotContain("root")
                .doesNotContain("a@b.c");
    }
}
