package org.civildiy.checks.gateway;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.civildiy.checks.project.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Limits of the gateway for one client address: timeouts, rates, requests in flight; and how it determines the address. */
class EdgeLimitsTest {
    private static final int BURST = 20;

    /** Low limits. That of logins is per minute, so that it does not refill during a test. */
    private static final Map<String, String> LOW_LIMITS = Map.of(
            "RATE_LIMIT_AVERAGE", "1",
            "RATE_LIMIT_BURST", Integer.toString(BURST),
            "IN_FLIGHT_LIMIT", "2",
            "AUTH_RATE_LIMIT_AVERAGE", "3",
            "AUTH_RATE_LIMIT_BURST", "3",
            "AUTH_RATE_LIMIT_PERIOD", "1m",
            "CORS_ALLOWED_ORIGINS", "https://app.example.com,https://admin.example.com");

    /** Shorter timeouts for clients and services, so that a test can wait for them. */
    private static final Map<String, String> SHORT_TIMEOUTS = Map.of(
            "entryPoints.web.transport.respondingTimeouts.readTimeout", "1s",
            "serversTransport.forwardingTimeouts.responseHeaderTimeout", "1s");

    @TempDir
    private static Path directory;

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.onItsOwnFile(directory, SHORT_TIMEOUTS, LOW_LIMITS);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void slow_headers_are_cut_off() {
        // When
        String response = gateway.exchange("127.0.0.1", "GET /api/posts HTTP/1.1\r\nHost: a\r\nX-Slow: ");
        // Then
        assertThat(response).doesNotContain("HTTP/1.1 200");
    }

    @Test
    void a_slow_body_is_cut_off() {
        // When
        String response = gateway.exchange(
                "127.0.0.1", "POST /api/auth/register HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{");
        // Then
        assertThat(response).doesNotContain("HTTP/1.1 200");
    }

    @Test
    void the_read_timeout_of_deployments_is_30_seconds() {
        // When
        var options = GatewayValues.flattened(Yaml.file("traefik/traefik.yml"));
        // Then
        assertThat(options).containsEntry("entryPoints.web.transport.respondingTimeouts.readTimeout", "30s");
    }

    @Test
    void too_many_requests_of_one_address_are_refused_whatever_they_ask_for() {
        // When
        List<String> responses = IntStream.range(0, 3 * BURST)
                .mapToObj(i -> gateway.exchange("127.0.1.7", get("/api/posts")))
                .toList();
        // Then
        assertThat(responses.subList(0, BURST)).allMatch(response -> response.startsWith("HTTP/1.1 200"));
        assertThat(responses.getLast()).startsWith("HTTP/1.1 429").containsPattern("Retry-After: [1-9]\\d*");
        assertThat(gateway.exchange("127.0.1.8", get("/api/posts"))).startsWith("HTTP/1.1 200");
    }

    @Test
    void too_many_concurrent_requests_of_one_address_are_refused() throws Exception {
        // Given
        Callable<String> waiting =
                () -> gateway.exchange("127.0.1.9", get("/api/profile", "Authorization: Bearer silent\r\n"));
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            List<String> responses = clients.invokeAll(Collections.nCopies(6, waiting)).stream()
                    .map(Future::resultNow)
                    .toList();
            // Then
            assertThat(responses)
                    .filteredOn(response -> response.startsWith("HTTP/1.1 504"))
                    .hasSizeGreaterThanOrEqualTo(2);
            assertThat(responses)
                    .filteredOn(response -> response.startsWith("HTTP/1.1 429"))
                    .isNotEmpty();
        }
    }

    @Test
    void too_many_logins_of_one_address_are_a_429_with_retry_after() {
        // When
        List<String> responses = logins(gateway, "127.0.1.1", "");
        // Then
        assertThat(responses.subList(0, 3)).allMatch(response -> response.startsWith("HTTP/1.1 200"));
        assertThat(responses.getLast()).startsWith("HTTP/1.1 429").containsPattern("Retry-After: [1-9]\\d*");
    }

    @Test
    void the_limit_of_logins_affects_no_other_address_and_no_other_request() {
        // Given
        logins(gateway, "127.0.1.2", "");
        // When
        String otherAddress = gateway.exchange("127.0.1.3", post("/api/auth/login", ""));
        String reading = gateway.exchange("127.0.1.2", get("/api/auth/validate"));
        String elsewhere = gateway.exchange("127.0.1.2", get("/api/posts"));
        // Then
        assertThat(otherAddress).startsWith("HTTP/1.1 200");
        assertThat(reading).startsWith("HTTP/1.1 401");
        assertThat(elsewhere).startsWith("HTTP/1.1 200");
    }

    @Test
    void register_login_and_password_share_one_limit_however_their_paths_are_spelt() {
        // Given
        logins(gateway, "127.0.1.4", "");
        // When
        var others =
                List.of("/api/auth/login/", "/api/auth/login;a=b", "/api/auth/l%6fgin", "/api/auth//login").stream()
                        .map(path -> gateway.exchange("127.0.1.4", post(path, "")));
        // Then
        assertThat(others).allMatch(response -> response.startsWith("HTTP/1.1 429"));
        assertThat(gateway.exchange("127.0.1.4", post("/api/auth/register", "")))
                .startsWith("HTTP/1.1 429");
        assertThat(gateway.exchange("127.0.1.4", post("/api/auth/password", "")))
                .startsWith("HTTP/1.1 429");
    }

    @Test
    void a_forged_address_changes_nothing() {
        // When
        List<String> responses = IntStream.range(0, 6)
                .mapToObj(i -> gateway.exchange(
                        "127.0.1.5",
                        post(
                                "/api/auth/login",
                                "X-Forwarded-For: 10.0.0." + i + "\r\nX-Real-Ip: 10.0.1." + i
                                        + "\r\nForwarded: for=10.0.2." + i + "\r\n")))
                .toList();
        // Then
        assertThat(responses.getLast()).startsWith("HTTP/1.1 429");
    }

    @Test
    void behind_a_trusted_proxy_the_limit_is_for_the_address_that_the_proxy_forwards(@TempDir Path files) {
        // Given
        var environment = new HashMap<>(LOW_LIMITS);
        environment.put("TRUSTED_PROXY_COUNT", "1");
        var trusting = Map.of("entryPoints.web.forwardedHeaders.trustedIPs", "127.0.1.6/32");
        try (var behindProxy = Gateway.onItsOwnFile(files, trusting, environment)) {
            logins(behindProxy, "127.0.1.6", "X-Forwarded-For: 6.6.6.6, 10.0.0.1\r\n");
            // When
            String same = behindProxy.exchange(
                    "127.0.1.6", post("/api/auth/login", "X-Forwarded-For: 7.7.7.7, 10.0.0.1\r\n"));
            String another =
                    behindProxy.exchange("127.0.1.6", post("/api/auth/login", "X-Forwarded-For: 10.0.0.2\r\n"));
            // Then
            assertThat(same).startsWith("HTTP/1.1 429");
            assertThat(another).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void only_origins_that_the_operator_names_may_read_answers() {
        // When
        String known = gateway.get("web", "/api/posts", "Origin", "https://admin.example.com")
                .headers()
                .firstValue("Access-Control-Allow-Origin")
                .orElse("");
        var unknown = gateway.get("web", "/api/posts", "Origin", "https://evil.example.com")
                .headers()
                .firstValue("Access-Control-Allow-Origin");
        // Then
        assertThat(known).isEqualTo("https://admin.example.com");
        assertThat(unknown).isEmpty();
    }

    private static List<String> logins(Gateway at, String address, String headers) {
        return IntStream.range(0, 6)
                .mapToObj(i -> at.exchange(address, post("/api/auth/login", headers)))
                .toList();
    }

    private static String post(String path, String headers) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "Content-Length: 0\r\nConnection: close\r\n\r\n";
    }

    private static String get(String path) {
        return get(path, "");
    }

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "Connection: close\r\n\r\n";
    }
}
