package org.civildiy.checks.gateway;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.checks.access.ProductionConsul;
import org.civildiy.checks.compose.HandOut;
import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Yaml;
import org.civildiy.local.host.Ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The real gateway with the configuration of a production deployment. It reads the services from a Consul that requires tokens. Behind
 * it is one {@link EchoService} in place of all services, registered with their tags.
 */
class ProductionGatewayTest {
    /** What Traefik logs of a route while it has read the file, but not yet the catalog. */
    private static final String BEFORE_THE_CATALOG = "@consulcatalog\\\" does not exist";

    private static final String MODERN = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
    private static final String OLD = "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA";
    private static final Pattern OF_GATEWAY_AND_CONSUL = Pattern.compile("\\b(traefik|consul)_[a-z_]+");
    private static final byte[] PROTOCOL_VERSION = {2, 70};

    @TempDir
    private static Path directory;

    private static OwnCertificate certificate;
    private static EchoService service;
    private static ProductionConsul consul;
    private static ProductionGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        HandOut handOut = HandOut.in(directory);
        certificate = OwnCertificate.in(Files.createDirectory(directory.resolve("tls")));
        service = new EchoService();
        consul = ProductionConsul.with(handOut, directory.resolve("consul"));
        Stream.of("auth-service", "profile-service", "posts-service", "feed-service")
                .forEach(ProductionGatewayTest::register);
        gateway = ProductionGateway.with(
                consul,
                handOut.file("api-gateway", "consul-token"),
                directory.resolve("tls"),
                directory.resolve("gateway"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        consul.close();
        service.close();
    }

    @Test
    void it_accepts_every_router_middleware_and_service() {
        // When
        Stream<JsonNode> understood = Stream.of("routers", "middlewares", "services")
                .flatMap(kind -> Yaml.document(gateway.api("http/" + kind)).valueStream());
        // Then
        assertThat(understood)
                .hasSizeGreaterThan(20)
                .allMatch(part -> part.path("status").asText().equals("enabled") && !part.has("error"));
        assertThat(gateway.log().lines())
                .filteredOn(line -> line.contains("\"level\":\"error\""))
                .allMatch(line -> line.contains(BEFORE_THE_CATALOG));
    }

    /** All that an attacker has here is posts-service's token for Consul. */
    @ParameterizedTest
    @ValueSource(strings = {"traefik", "gateway-reads-no-tags", "Gateway-Reads-No-Tags"})
    void a_service_adds_and_changes_no_route_by_its_registration(String prefix) {
        // When
        try (var planted = new EchoService()) {
            register(
                    "posts-service",
                    "posts-evil",
                    planted.port(),
                    prefix + ".enable=true",
                    prefix + ".http.routers.planted.rule=Path(`/api/auth/login`)",
                    prefix + ".http.routers.planted.priority=100000",
                    prefix + ".http.routers.planted.service=planted",
                    prefix + ".http.routers.asked.entrypoints=internal",
                    prefix + ".http.routers.asked.rule=PathPrefix(`/`)",
                    prefix + ".http.routers.asked.priority=100000",
                    prefix + ".http.routers.asked.service=planted",
                    prefix + ".http.routers.profile.rule=Path(`/nowhere`)",
                    prefix + ".http.services.planted.loadbalancer.server.scheme=http",
                    prefix + ".http.services.profile-service.loadbalancer.server.scheme=http");
            awaitCatalogIsRead();
            // Then
            assertThat(gateway.api("http/routers"))
                    .doesNotContain("planted@", "asked@", "nowhere", "profile@consulcatalog");
            assertThat(gateway.api("http/services/profile-service@consulcatalog"))
                    .contains(":" + service.port())
                    .doesNotContain(":" + planted.port());
            assertThat(gateway.get("/api/profile", "Authorization", "Bearer good")
                            .body())
                    .contains("X-user-id=[7]");
        } finally {
            consul.send("posts-service", "PUT", "agent/service/deregister/posts-evil", "");
            awaitCatalogIsRead();
        }
    }

    @Test
    void a_service_in_the_catalog_has_no_route_by_its_name() {
        // When
        Stream<String> rules = Yaml.document(gateway.api("http/routers"))
                .valueStream()
                .filter(router -> router.path("provider").asText().equals("consulcatalog"))
                .map(router -> router.path("rule").asText());
        // Then
        assertThat(rules).isNotEmpty().containsOnly("Path(`/`) && !Path(`/`)");
    }

    @Test
    void it_shows_the_certificate_that_the_operator_gave_it() throws IOException {
        // When
        try (SSLSocket socket = connected()) {
            socket.startHandshake();
            // Then
            assertThat(socket.getSession().getPeerCertificates()).containsExactly(certificate.certificate());
        }
    }

    @Test
    void identity_headers_of_a_client_are_removed() {
        // When
        HttpResponse<String> response =
                gateway.get("/api/posts", "X-User-ID", "forged", "X_User_ID", "forged", "X-User-Name", "forged");
        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("X-forwarded-proto=[https]").doesNotContain("forged");
    }

    @Test
    void a_token_sets_the_identity() {
        // When
        HttpResponse<String> response =
                gateway.get("/api/profile", "X-User-ID", "forged", "Authorization", "Bearer good");
        // Then
        assertThat(response.body()).contains("X-user-id=[7]").doesNotContain("forged");
        assertThat(gateway.get("/api/profile").statusCode()).isEqualTo(401);
    }

    @Test
    void responses_carry_strict_transport_security() {
        // When
        HttpResponse<String> response = gateway.get("/api/posts");
        // Then
        assertThat(response.headers().firstValue("Strict-Transport-Security"))
                .hasValueSatisfying(value -> assertThat(value).contains("max-age=31536000"));
    }

    @Test
    void plain_http_is_redirected_to_the_same_path_behind_tls() {
        // When
        HttpResponse<String> response = gateway.getInPlain("/api/posts?limit=1");
        // Then
        assertThat(response.statusCode()).isEqualTo(301);
        assertThat(response.headers().firstValue("Location"))
                .hasValue("https://127.0.0.1:%d/api/posts?limit=1".formatted(gateway.tlsPort()));
    }

    @Test
    void a_cipher_suite_without_authenticated_encryption_is_refused() throws IOException {
        // Given
        try (SSLSocket old = connected();
                SSLSocket modern = connected()) {
            for (SSLSocket socket : List.of(old, modern)) {
                socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            }
            old.setEnabledCipherSuites(new String[] {OLD});
            modern.setEnabledCipherSuites(new String[] {MODERN});
            // When
            ThrowingCallable handshake = old::startHandshake;
            // Then
            assertThatThrownBy(handshake)
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("handshake_failure");
            modern.startHandshake();
            assertThat(modern.getSession().getCipherSuite()).isEqualTo(MODERN);
        }
    }

    @Test
    void a_tls_version_before_1_2_is_refused() throws IOException {
        // Given
        byte[] hello = helloOf11();
        // When
        byte[] alert;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.tlsPort())) {
            socket.getOutputStream().write(hello);
            var response = new DataInputStream(socket.getInputStream());
            response.skipNBytes(5);
            alert = response.readNBytes(2);
        }
        // Then
        assertThat(alert).isEqualTo(PROTOCOL_VERSION);
    }

    @Test
    void its_options_differ_from_those_of_other_deployments_in_tls_only() {
        // Given
        var expected = GatewayValues.flattened(Yaml.file("traefik/traefik.yml"));
        // When
        var production = new TreeMap<>(GatewayValues.flattened(Yaml.file("traefik/production.yml")));
        // Then
        production.keySet().removeIf(option -> option.startsWith("entryPoints.plain."));
        production.keySet().removeIf(option -> option.startsWith("certificatesResolvers."));
        assertThat(production.remove("entryPoints.web.http.tls.options")).isEqualTo("default");
        assertThat(production.remove("log.format")).isEqualTo("json");
        assertThat(production.remove("providers.file.directory")).isEqualTo("/etc/traefik/dynamic");
        assertThat(expected.remove("providers.file.filename")).isEqualTo("/etc/traefik/dynamic.yml");
        assertThat(production.put("entryPoints.web.address", ":80")).isEqualTo(":443");
        assertThat(production).isEqualTo(expected);
    }

    /** AlertRulesTest in acceptance checks the metrics of the services. */
    @Test
    void every_metric_of_an_alert_on_the_gateway_or_consul_exists() {
        // Given
        String rules = Yaml.text(Project.ROOT.resolve("deploy/monitoring/rules.yml"));
        Set<String> watched = OF_GATEWAY_AND_CONSUL
                .matcher(rules)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        gateway.get("/api/posts");
        // When
        Callable<String> metrics = () -> gateway.metrics()
                + consul.get("prometheus", "agent/metrics?format=prometheus").body();
        // Then
        assertThat(watched).hasSizeGreaterThan(2);
        Awaitility.await("the metrics of the gateway and Consul")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(metrics.call()).contains(watched));
    }

    private static SSLSocket connected() throws IOException {
        return (SSLSocket) AnyCertificate.context()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), gateway.tlsPort());
    }

    /** What is registered after something else is read no earlier. */
    private static void awaitCatalogIsRead() {
        int port = Ports.free();
        register("feed-service", "feed-later", port);
        Awaitility.await("the gateway has read the catalog")
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        gateway.api("http/services/feed-service@consulcatalog").contains(":" + port));
        consul.send("feed-service", "PUT", "agent/service/deregister/feed-later", "");
    }

    private static void register(String name) {
        register(name, name + "-1", service.port());
    }

    /** With a check, as every instance has one: the gateway watches names, tags and checks, and no addresses. */
    private static void register(String name, String id, int port, String... tags) {
        String entry = """
                {"ID": "%s", "Name": "%s", "Address": "127.0.0.1", "Port": %d, "Tags": [%s],
                 "Check": {"TTL": "10m", "Status": "passing"}}""".formatted(
                id, name, port, Stream.of(tags).map(tag -> '"' + tag + '"').collect(Collectors.joining(",")));
        assertThat(consul.send(name, "PUT", "agent/service/register", entry).statusCode())
                .isEqualTo(200);
    }

    /** The ClientHello of a client that supports TLS 1.1 at most (RFC 4346); this JVM does not send one. */
    private static byte[] helloOf11() {
        byte[] suite = {(byte) 0xC0, 0x09};
        ByteBuffer hello = ByteBuffer.allocate(50);
        hello.put((byte) 22).put((byte) 3).put((byte) 1).putShort((short) 45);
        hello.put((byte) 1).put((byte) 0).putShort((short) 41);
        hello.put((byte) 3).put((byte) 2).put(new byte[32]).put((byte) 0);
        hello.putShort((short) 2).put(suite).put((byte) 1).put((byte) 0);
        return hello.array();
    }
}
