package org.civildiy.checks.gateway;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Forward-auth fails closed: the gateway refuses a request unless auth-service responses 200 within its timeout. */
class ForwardAuthTest {
    /** A shorter timeout of the gateway for responses, so that a test can wait for it. */
    private static final Map<String, String> SHORT_TIMEOUT =
            Map.of("serversTransport.forwardingTimeouts.responseHeaderTimeout", "1s");

    @TempDir
    private static Path directory;

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.onItsOwnFile(directory, SHORT_TIMEOUT, Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({"broken, 500", "silent, 504", "moved, 302", "unknown, 401"})
    void a_response_other_than_200_is_sent_to_the_client(String token, int status) {
        // When
        HttpResponse<String> response = getProfile(token);
        // Then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).doesNotContain("forged");
    }

    @Test
    void an_endless_response_does_not_admit_the_request() {
        // When
        HttpResponse<String> response = getProfile("endless");
        // Then
        assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(response.body()).doesNotContain("forged");
    }

    @Test
    void a_200_without_identity_leaves_no_identity_header_of_the_client() {
        // When
        HttpResponse<String> response = getProfile("nobody");
        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).doesNotContainIgnoringCase("X-User").doesNotContain("forged");
    }

    @Test
    void auth_service_gets_the_token_and_no_other_header_of_the_client() {
        // When
        HttpResponse<String> response = gateway.get(
                "web", "/api/profile", "Authorization", "Bearer good", "Cookie", "a=b", "X-Request-Tag", "kept");
        // Then
        String received = response.body().replaceAll("(?s).*X-user-name=\\[([^]]*)].*", "$1");
        assertThat(response.body()).contains("X-request-tag=[kept]");
        assertThat(received)
                .contains("Authorization")
                .doesNotContain("Cookie")
                .doesNotContainIgnoringCase("X-Request-Tag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/profile", "/api/posts", "/api/activity-stream", "/api/activity-stream/user"})
    void a_service_that_verifies_no_token_receives_none(String path) {
        // When
        HttpResponse<String> response = gateway.get("web", path, "Authorization", "Bearer good");
        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).doesNotContain("Bearer");
    }

    @Test
    void auth_service_receives_the_token() {
        // When
        HttpResponse<String> response = gateway.get("web", "/api/auth/me", "Authorization", "Bearer good");
        // Then
        assertThat(response.body()).contains("Authorization=[Bearer good]");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/profile, good",
        "/api/profile, unknown",
        "/api/activity-stream/user, good",
        "/api/auth/me, good",
    })
    void a_response_for_one_user_alone_is_stored_by_no_cache(String path, String token) {
        // When
        HttpResponse<String> response = gateway.get("web", path, "Authorization", "Bearer " + token);
        // Then
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    /** The audit log of auth-service records these. */
    @Test
    void auth_service_receives_the_path_and_the_address_of_the_client() {
        // When
        HttpResponse<String> response = gateway.get(
                "web",
                "/api/profile?q=1",
                "Authorization",
                "Bearer good",
                "X-Forwarded-For",
                "6.6.6.6",
                "X-Forwarded-Uri",
                "/forged",
                "X-Forwarded-Method",
                "FORGED");
        // Then
        assertThat(response.body())
                .contains("GET /api/profile?q=1 for 127.0.0.1")
                .doesNotContainIgnoringCase("forged")
                .doesNotContain("6.6.6.6");
    }

    @Test
    void without_auth_service_protected_paths_are_refused(@TempDir Path files) {
        // Given
        try (var ownGateway = Gateway.onItsOwnFile(files, Map.of(), Map.of())) {
            ownGateway.stopServices();
            // When
            HttpResponse<String> response = ownGateway.get("web", "/api/profile", "Authorization", "Bearer good");
            // Then
            assertThat(response.statusCode()).isBetween(500, 504);
        }
    }

    private static HttpResponse<String> getProfile(String token) {
        return gateway.get("web", "/api/profile", "Authorization", "Bearer " + token, "X-User-ID", "forged");
    }
}
