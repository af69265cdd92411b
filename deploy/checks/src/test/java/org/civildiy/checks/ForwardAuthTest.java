package org.civildiy.checks;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever auth-service does that it should not, nobody passes: the gateway fails closed. */
class ForwardAuthTest {
    /** The gateway's patience with any answer, shortened so that a test can wait for its end. */
    private static final Map<String, String> IMPATIENT =
            Map.of("serversTransport.forwardingTimeouts.responseHeaderTimeout", "1s");

    @TempDir
    private static Path directory;

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.onItsOwnFile(directory, IMPATIENT, Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({"broken, 500", "silent, 504", "moved, 302", "unknown, 401"})
    void an_answer_other_than_yes_is_the_clients_answer(String token, int status) {
        // When
        HttpResponse<String> answer = privately(token);
        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("forged");
    }

    @Test
    void an_answer_that_has_no_end_is_no_yes() {
        // When
        HttpResponse<String> answer = privately("endless");
        // Then
        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).doesNotContain("forged");
    }

    @Test
    void a_yes_without_a_name_leaves_none_of_the_clients() {
        // When
        HttpResponse<String> answer = privately("nobody");
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContainIgnoringCase("X-User").doesNotContain("forged");
    }

    @Test
    void auth_service_is_told_the_token_and_nothing_else_of_the_client() {
        // When
        HttpResponse<String> answer = gateway.get(
                "web", "/api/profile", "Authorization", "Bearer good", "Cookie", "a=b", "X-Request-Tag", "kept");
        // Then
        String told = answer.body().replaceAll("(?s).*X-user-name=\\[([^]]*)].*", "$1");
        assertThat(answer.body()).contains("X-request-tag=[kept]");
        assertThat(told).contains("Authorization").doesNotContain("Cookie").doesNotContainIgnoringCase("X-Request-Tag");
    }

    /** The audit log of auth-service says who was not let in to what. */
    @Test
    void auth_service_is_told_what_is_asked_for_and_from_where() {
        // When
        HttpResponse<String> answer = gateway.get(
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
        assertThat(answer.body())
                .contains("GET /api/profile?q=1 for 127.0.0.1")
                .doesNotContainIgnoringCase("forged")
                .doesNotContain("6.6.6.6");
    }

    @Test
    void where_auth_service_is_gone_protected_paths_are_closed(@TempDir Path elsewhere) {
        // Given
        try (var alone = Gateway.onItsOwnFile(elsewhere, Map.of(), Map.of())) {
            alone.losesServices();
            // When
            HttpResponse<String> answer = alone.get("web", "/api/profile", "Authorization", "Bearer good");
            // Then
            assertThat(answer.statusCode()).isBetween(500, 504);
        }
    }

    private static HttpResponse<String> privately(String token) {
        return gateway.get("web", "/api/profile", "Authorization", "Bearer " + token, "X-User-ID", "forged");
    }
}
