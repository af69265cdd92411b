package org.civildiy.checks;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The real gateway with the options and resources that production on Kubernetes gives it. */
class GatewayTest {
    @TempDir
    private static Path directory;

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.on(Manifests.production(), directory);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void it_has_no_complaint() {
        // When
        Stream<JsonNode> understood = Stream.of("routers", "middlewares", "services")
                .map(kind -> gateway.get("traefik", "/api/http/" + kind).body())
                .flatMap(list -> Yaml.document(list).valueStream());
        // Then
        assertThat(understood)
                .hasSizeGreaterThan(15)
                .allMatch(part -> part.path("status").asText().equals("enabled") && !part.has("error"));
    }

    @Test
    void behind_tls_nobody_is_who_they_say_they_are() {
        // When
        HttpResponse<String> answer = gateway.get(
                "websecure", "/api/posts", "X-User-ID", "forged", "X_User_ID", "forged", "X-User-Name", "forged");
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("X-forwarded-proto=[https]").doesNotContain("forged");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void behind_tls_a_token_says_who_somebody_is() {
        // When
        HttpResponse<String> answer =
                gateway.get("websecure", "/api/profile", "X-User-ID", "forged", "Authorization", "Bearer good");
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("X-user-id=[7]").doesNotContain("forged");
    }

    @Test
    void without_a_token_a_protected_path_is_closed() {
        // When
        HttpResponse<String> answer = gateway.get("websecure", "/api/profile", "X-User-ID", "7");
        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void what_comes_in_plain_is_sent_to_the_same_path_behind_tls() {
        // When
        HttpResponse<String> answer = gateway.get("web", "/api/posts?limit=1");
        // Then
        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location")).hasValue("https://127.0.0.1/api/posts?limit=1");
    }

    @Test
    void what_went_wrong_is_on_record_without_what_the_client_sent_along() {
        // When
        HttpResponse<String> answer = gateway.get(
                "websecure", "/api/profile?q=in-the-query", "Authorization", "Bearer broken", "X-A", "in-a-header");
        // Then
        assertThat(answer.statusCode()).isEqualTo(500);
        Awaitility.await("a line of it").until(gateway::log, log -> log.contains("\"DownstreamStatus\":500"));
        assertThat(gateway.log()).contains("/api/profile").doesNotContain("Bearer", "in-the-query", "in-a-header");
    }

    @Test
    void a_path_that_means_another_one_once_decoded_is_refused() {
        // When
        HttpResponse<String> answer = gateway.get("websecure", "/api/posts/a%2Fb");
        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
    }
}
