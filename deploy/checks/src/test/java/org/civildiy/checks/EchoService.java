package org.civildiy.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Answers with the headers that reached it. As auth-service it knows one token, {@code good}, and whose it is: 7's. */
final class EchoService implements AutoCloseable {
    private final HttpServer server;

    EchoService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", EchoService::echo);
        server.createContext("/api/auth/validate", EchoService::validate);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void echo(HttpExchange exchange) throws IOException {
        byte[] headers = exchange.getRequestHeaders().entrySet().toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, headers.length);
        try (exchange) {
            exchange.getResponseBody().write(headers);
        }
    }

    private static void validate(HttpExchange exchange) throws IOException {
        boolean known = "Bearer good".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (known) {
            exchange.getResponseHeaders().add("X-User-ID", "7");
        }
        exchange.sendResponseHeaders(known ? 200 : 401, -1);
        exchange.close();
    }
}
