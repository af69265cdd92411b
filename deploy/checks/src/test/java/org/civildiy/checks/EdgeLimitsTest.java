package org.civildiy.checks;

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

import static org.assertj.core.api.Assertions.assertThat;

/** What one client address may take of the gateway, and whom it believes which address that is. */
class EdgeLimitsTest {
    private static final int AT_ONCE = 20;

    /** As an operator says it who wants little of anything, and few logins: in a minute, so that no test waits one out. */
    private static final Map<String, String> LITTLE = Map.of(
            "RATE_LIMIT_AVERAGE", "1",
            "RATE_LIMIT_BURST", Integer.toString(AT_ONCE),
            "IN_FLIGHT_LIMIT", "2",
            "AUTH_RATE_LIMIT_AVERAGE", "3",
            "AUTH_RATE_LIMIT_BURST", "3",
            "AUTH_RATE_LIMIT_PERIOD", "1m",
            "CORS_ALLOWED_ORIGINS", "https://app.example.com,https://admin.example.com");

    /** The gateway's patience with clients and services, shortened so that a test can wait for its end. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "entryPoints.web.transport.respondingTimeouts.readTimeout", "1s",
            "serversTransport.forwardingTimeouts.responseHeaderTimeout", "1s");

    @TempDir
    private static Path directory;

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.onItsOwnFile(directory, IMPATIENT, LITTLE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void who_sends_headers_slowly_is_cut_off() {
        // When
        String answer = gateway.exchange("127.0.0.1", "GET /api/posts HTTP/1.1\r\nHost: a\r\nX-Slow: ");
        // Then
        assertThat(answer).doesNotContain("HTTP/1.1 200");
    }

    @Test
    void who_sends_a_body_slowly_is_cut_off() {
        // When
        String answer = gateway.exchange(
                "127.0.0.1", "POST /api/auth/register HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{");
        // Then
        assertThat(answer).doesNotContain("HTTP/1.1 200");
    }

    @Test
    void the_file_that_deployments_use_cuts_off_after_half_a_minute() {
        // When
        var options = GatewayValues.flattened(Yaml.file("traefik/traefik.yml"));
        // Then
        assertThat(options).containsEntry("entryPoints.web.transport.respondingTimeouts.readTimeout", "30s");
    }

    @Test
    void too_many_requests_of_one_address_are_refused_whatever_they_ask_for() {
        // When
        List<String> answers = IntStream.range(0, 3 * AT_ONCE)
                .mapToObj(i -> gateway.exchange("127.0.1.7", get("/api/posts")))
                .toList();
        // Then
        assertThat(answers.subList(0, AT_ONCE)).allMatch(answer -> answer.startsWith("HTTP/1.1 200"));
        assertThat(answers.getLast()).startsWith("HTTP/1.1 429").containsPattern("Retry-After: [1-9]\\d*");
        assertThat(gateway.exchange("127.0.1.8", get("/api/posts"))).startsWith("HTTP/1.1 200");
    }

    @Test
    void too_many_requests_of_one_address_under_way_are_refused() throws Exception {
        // Given
        Callable<String> waiting =
                () -> gateway.exchange("127.0.1.9", get("/api/profile", "Authorization: Bearer silent\r\n"));
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            List<String> answers = crowd.invokeAll(Collections.nCopies(6, waiting)).stream()
                    .map(Future::resultNow)
                    .toList();
            // Then
            assertThat(answers)
                    .filteredOn(answer -> answer.startsWith("HTTP/1.1 504"))
                    .hasSizeGreaterThanOrEqualTo(2);
            assertThat(answers)
                    .filteredOn(answer -> answer.startsWith("HTTP/1.1 429"))
                    .isNotEmpty();
        }
    }

    @Test
    void too_many_logins_of_one_address_are_refused_and_told_when_to_come_back() {
        // When
        List<String> answers = logins(gateway, "127.0.1.1", "");
        // Then
        assertThat(answers.subList(0, 3)).allMatch(answer -> answer.startsWith("HTTP/1.1 200"));
        assertThat(answers.getLast()).startsWith("HTTP/1.1 429").containsPattern("Retry-After: [1-9]\\d*");
    }

    @Test
    void another_address_and_other_requests_are_not_its_business() {
        // Given
        logins(gateway, "127.0.1.2", "");
        // When
        String neighbour = gateway.exchange("127.0.1.3", post("/api/auth/login", ""));
        String reading = gateway.exchange("127.0.1.2", get("/api/auth/validate"));
        String elsewhere = gateway.exchange("127.0.1.2", get("/api/posts"));
        // Then
        assertThat(neighbour).startsWith("HTTP/1.1 200");
        assertThat(reading).startsWith("HTTP/1.1 401");
        assertThat(elsewhere).startsWith("HTTP/1.1 200");
    }

    @Test
    void register_login_and_password_are_one_account_business_however_they_are_spelt() {
        // Given
        logins(gateway, "127.0.1.4", "");
        // When
        var others =
                List.of("/api/auth/login/", "/api/auth/login;a=b", "/api/auth/l%6fgin", "/api/auth//login").stream()
                        .map(path -> gateway.exchange("127.0.1.4", post(path, "")));
        // Then
        assertThat(others).allMatch(answer -> answer.startsWith("HTTP/1.1 429"));
        assertThat(gateway.exchange("127.0.1.4", post("/api/auth/register", "")))
                .startsWith("HTTP/1.1 429");
        assertThat(gateway.exchange("127.0.1.4", post("/api/auth/password", "")))
                .startsWith("HTTP/1.1 429");
    }

    @Test
    void a_forged_address_changes_nothing() {
        // When
        List<String> answers = IntStream.range(0, 6)
                .mapToObj(i -> gateway.exchange(
                        "127.0.1.5",
                        post(
                                "/api/auth/login",
                                "X-Forwarded-For: 10.0.0." + i + "\r\nX-Real-Ip: 10.0.1." + i
                                        + "\r\nForwarded: for=10.0.2." + i + "\r\n")))
                .toList();
        // Then
        assertThat(answers.getLast()).startsWith("HTTP/1.1 429");
    }

    @Test
    void behind_a_trusted_proxy_it_is_the_address_that_the_proxy_tells(@TempDir Path elsewhere) {
        // Given
        var environment = new HashMap<>(LITTLE);
        environment.put("TRUSTED_PROXY_COUNT", "1");
        var trusting = Map.of("entryPoints.web.forwardedHeaders.trustedIPs", "127.0.1.6/32");
        try (var behindProxy = Gateway.onItsOwnFile(elsewhere, trusting, environment)) {
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
