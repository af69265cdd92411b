package org.civildiy.checks.gateway;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.civildiy.checks.kubernetes.Manifests;
import org.civildiy.checks.project.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** The real gateway with the options and resources of production on Kubernetes. */
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
    void it_accepts_every_router_middleware_and_service() {
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
    void behind_tls_identity_headers_of_a_client_are_removed() {
        // When
        HttpResponse<String> response = gateway.get(
                "websecure", "/api/posts", "X-User-ID", "forged", "X_User_ID", "forged", "X-User-Name", "forged");
        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("X-forwarded-proto=[https]").doesNotContain("forged");
        assertThat(response.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void behind_tls_a_token_sets_the_identity() {
        // When
        HttpResponse<String> response =
                gateway.get("websecure", "/api/profile", "X-User-ID", "forged", "Authorization", "Bearer good");
        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("X-user-id=[7]").doesNotContain("forged");
    }

    @Test
    void without_a_token_a_protected_path_is_a_401() {
        // When
        HttpResponse<String> response = gateway.get("websecure", "/api/profile", "X-User-ID", "7");
        // Then
        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void plain_http_is_redirected_to_the_same_path_behind_tls() {
        // When
        HttpResponse<String> response = gateway.get("web", "/api/posts?limit=1");
        // Then
        assertThat(response.statusCode()).isEqualTo(301);
        assertThat(response.headers().firstValue("Location")).hasValue("https://127.0.0.1/api/posts?limit=1");
    }

    @Test
    void a_failed_request_is_logged_without_its_headers_and_query() {
        // When
        HttpResponse<String> response = gateway.get(
                "websecure", "/api/profile?q=in-the-query", "Authorization", "Bearer broken", "X-A", "in-a-header");
        // Then
        assertThat(response.statusCode()).isEqualTo(500);
        Awaitility.await("the line of the failed request")
                .until(gateway::log, log -> log.contains("\"DownstreamStatus\":500"));
        assertThat(gateway.log()).contains("/api/profile").doesNotContain("Bearer", "in-the-query", "in-a-header");
    }

    @Test
    void a_path_with_an_encoded_slash_is_refused() {
        // When
        HttpResponse<String> response = gateway.get("websecure", "/api/posts/a%2Fb");
        // Then
        assertThat(response.statusCode()).isEqualTo(400);
    }
}
