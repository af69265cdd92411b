package org.civildiy.chaos.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.chaos.history.ContentFields;
import org.civildiy.chaos.history.History;
import org.civildiy.chaos.time.RunClock;

import static org.assertj.core.api.Assertions.assertThat;

class ClientOperationsTest {
    private final Map<String, Set<String>> sent = new ConcurrentHashMap<>();
    private final TestUser user = new TestUser(7, "ada@example.com", "token", new PostPool());
    private HttpServer server;
    private GatewayClient gateway;
    private ClientOperations operations;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/posts", this::answer);
        server.start();
        gateway = new GatewayClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        operations = new ClientOperations(gateway, new RunClock(), new History());
    }

    @AfterEach
    void stop() {
        gateway.close();
        server.stop(0);
    }

    @Test
    void a_create_and_an_update_send_every_field_of_a_post() {
        // Given
        var random = new Random(1);
        // When
        operations.create(user, random);
        operations.update(user, random);
        // Then
        assertThat(sent.get("POST")).containsExactlyElementsOf(ContentFields.names());
        assertThat(sent.get("PUT")).containsExactlyElementsOf(ContentFields.names());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var fields = new TreeSet<String>();
            new ObjectMapper().readTree(exchange.getRequestBody()).fieldNames().forEachRemaining(fields::add);
            sent.put(exchange.getRequestMethod(), fields);
            exchange.getResponseHeaders().add(GatewayClient.STREAM_POSITION, "a:1");
            exchange.sendResponseHeaders(200, -1);
        }
    }
}
