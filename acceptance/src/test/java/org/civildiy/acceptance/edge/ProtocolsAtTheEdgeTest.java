package org.civildiy.acceptance.edge;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.client.Wire;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Echo;
import org.civildiy.acceptance.system.Operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.nullValue;

/** docs/contract.md section 7: HTTP/2, TRACE, CORS, ambiguous and oversized requests, and addresses that bypass the gateway. */
@AcceptanceTest
class ProtocolsAtTheEdgeTest {
    private static final String PATH = "/api/echo-protocols";
    private static Echo echo;
    private static String registration;

    private final Visitor visitor;
    private final Operator operator;
    private final Wire wire;

    ProtocolsAtTheEdgeTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
        this.wire = new Wire(visitor.gateway());
    }

    @BeforeAll
    static void the_echo_service_registers(Visitor visitor, Operator operator) {
        echo = new Echo();
        registration = operator.register(
                "echo-protocols",
                echo.port(),
                "traefik.enable=true",
                "traefik.http.routers.echo-protocols.rule=Path(`" + PATH + "`)",
                "traefik.http.routers.echo-protocols.entrypoints=web");
        await("the gateway routes to the echo service")
                .until(() -> visitor.get(PATH).statusCode() == 200);
    }

    @AfterAll
    static void the_echo_service_deregisters(Operator operator) {
        operator.deregister(registration);
        echo.close();
    }

    @ParameterizedTest
    @CsvSource({
        "X-User-ID, 1",
        "x-user-id, 1",
        "X_User_ID, 1",
        "x.user.id, 1",
        "x-user-name, root",
        "x-user-email, a@b.c",
        "forwarded, for=6.6.6.6",
        "x-forwarded-for, 6.6.6.6",
        "x-real-ip, 6.6.6.6"
    })
    void over_http_2_identity_and_forwarding_headers_of_a_client_are_removed(String header, String value)
            throws Exception {
        // When
        var response = overHttp2(PATH, header.toLowerCase(Locale.ROOT), value);
        // Then
        assertThat(response.toLowerCase(Locale.ROOT))
                .contains("\"path\":\"" + PATH + "\"")
                .doesNotContain("x-user", "x_user", "x.user", "6.6.6.6", "forwarded\":[\"for");
    }

    @Test
    void over_http_2_a_protected_path_needs_a_token() throws Exception {
        // When
        var response = overHttp2("/api/profile", "x-user-id", "1");
        // Then
        assertThat(response).contains("\"status\":401");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded: for=6.6.6.6;host=evil.example", "X-Forwarded-Host: evil.example"})
    void a_client_cannot_set_where_a_request_came_from(String header) {
        // When
        var response = wire.exchange("GET " + PATH, header);
        // Then
        assertThat(response).startsWith("HTTP/1.1 200").doesNotContain("6.6.6.6", "evil.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dashboard/", "/api/rawdata", "/api/overview", "/metrics", "/ping", "/v1/agent/self"})
    void no_host_name_in_a_request_reaches_the_pages_for_operators(String path) {
        // When
        var responses = List.of(
                wire.status("GET http://127.0.0.1:8080" + path, "X-Forwarded-Host: traefik"),
                wire.status("GET " + path, "Host: consul-server:8500"));
        // Then
        assertThat(responses).isSubsetOf(400, 404);
    }

    @Test
    void trace_returns_nothing_of_the_request() {
        // When
        var response = wire.exchange("TRACE /api/posts", "Content-Length: 0", "X-Secret: seen");
        // Then
        assertThat(response).matches("(?s)HTTP/1.1 (401|405) .*").doesNotContain("seen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1\r\nContent-Length: 2",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Content-Length: +1"
            })
    void a_request_with_an_ambiguous_length_is_refused(String headers) {
        // When
        int status = wire.status("POST /api/auth/login", "Content-Type: application/json", headers);
        // Then
        assertThat(status).isIn(400, 501);
    }

    @Test
    void no_other_origin_is_allowed_to_read_responses() {
        // When
        var preflight = visitor.request()
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "PUT")
                .options("/api/profile");
        var read = visitor.request().header("Origin", "https://evil.example").get("/api/posts");
        // Then
        preflight.then().header("Access-Control-Allow-Origin", nullValue());
        read.then().statusCode(200).header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void a_body_that_is_announced_as_too_large_is_refused_before_it_is_sent_in_full() {
        // When
        var upload = wire.upload("POST /api/auth/register", 2_000_000);
        // Then
        assertThat(upload.response()).startsWith("HTTP/1.1 413").contains("application/problem+json");
        assertThat(upload.sent()).isLessThan(1_000_000);
    }

    @Test
    void a_body_of_unknown_length_is_cut_off_at_the_limit() {
        // Given
        var chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        // When
        var response = wire.exchange(
                "POST /api/auth/register",
                "Content-Type: application/json",
                "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunk.repeat(20) + "0");
        // Then
        assertThat(response).startsWith("HTTP/1.1 413");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "profile-service", "posts-service", "feed-service"})
    void a_service_listens_on_127_0_0_1_only(String service) {
        // Given
        var port = operator.instances(service).getFirst().port();
        var elsewhere = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), port);
        // When
        ThrowingCallable connecting = () -> {
            try (var socket = new Socket()) {
                socket.connect(elsewhere);
            }
        };
        // Then
        assertThatThrownBy(connecting).isInstanceOf(ConnectException.class);
    }

    private String overHttp2(String path, String header, String value) throws Exception {
        var vertx = Vertx.vertx();
        try {
            var options = new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false);
            var request = new RequestOptions()
                    .setMethod(HttpMethod.GET)
                    .setAbsoluteURI(visitor.gateway().resolve(path).toString())
                    .addHeader(header, value);
            return vertx.createHttpClient(options)
                    .request(request)
                    .compose(sent -> sent.send())
                    .compose(response -> response.body().map(Buffer::toString).map(body -> {
                        assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
                        return body;
                    }))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }
}
