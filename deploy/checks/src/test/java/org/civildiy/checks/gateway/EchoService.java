package org.civildiy.checks.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * HTTP server in place of all services. Its response lists the headers of the request. In place of auth-service it accepts the token
 * {@code good} of user 7; for other tokens it fails as an auth-service might: {@code broken} (500), {@code silent} (no response),
 * {@code endless} (a response without an end), {@code moved} (a redirect), {@code nobody} (200 without identity).
 */
final class EchoService implements AutoCloseable {
    private static final int MORE_THAN_THE_GATEWAY_READS = 100_000;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;

    EchoService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Thread.ofVirtual()::start);
        server.createContext("/", EchoService::echo);
        server.createContext("/api/auth/validate", this::validate);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private static void echo(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] headers = exchange.getRequestHeaders().entrySet().toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, headers.length);
        try (exchange) {
            exchange.getResponseBody().write(headers);
        }
    }

    private void validate(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var token = Objects.requireNonNullElse(headers.getFirst("Authorization"), "")
                .replace("Bearer ", "");
        switch (token) {
            case "good" -> {
                exchange.getResponseHeaders().add("X-User-ID", "7");
                exchange.getResponseHeaders().add("X-User-Name", String.join(" ", headers.keySet()));
                exchange.sendResponseHeaders(200, -1);
            }
            case "nobody" -> exchange.sendResponseHeaders(200, -1);
            case "broken" -> exchange.sendResponseHeaders(500, -1);
            case "silent" -> await();
            case "endless" -> {
                exchange.getResponseHeaders().add("X-User-ID", "7");
                exchange.sendResponseHeaders(200, MORE_THAN_THE_GATEWAY_READS);
                exchange.getResponseBody().write(new byte[MORE_THAN_THE_GATEWAY_READS]);
            }
            case "moved" -> {
                exchange.getResponseHeaders().add("Location", "/api/posts");
                exchange.sendResponseHeaders(302, -1);
            }
            default -> exchange.sendResponseHeaders(401, -1);
        }
        exchange.close();
    }

    private void await() {
        try {
            boolean inTime = closed.await(30, TimeUnit.SECONDS);
            if (!inTime) {
                throw new IllegalStateException("no client closed this exchange");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
