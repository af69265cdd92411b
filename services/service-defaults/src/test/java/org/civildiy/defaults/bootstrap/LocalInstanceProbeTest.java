package org.civildiy.defaults.bootstrap;

import java.io.IOException;
import java.net.InetSocketAddress;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.net.InetAddress.getLoopbackAddress;
import static org.assertj.core.api.Assertions.assertThat;

class LocalInstanceProbeTest {
    private HttpServer server;
    private LocalInstanceProbe neighbour;
    private int status;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(getLoopbackAddress(), 0), 0);
        server.createContext("/health/ready", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        neighbour = new LocalInstanceProbe(server.getAddress().getPort());
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void who_says_that_it_is_ready_is() {
        // Given
        status = 200;
        // When
        var ready = neighbour.isReady();
        // Then
        assertThat(ready).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500, 503})
    void who_says_anything_else_is_not(int answer) {
        // Given
        status = answer;
        // When
        var ready = neighbour.isReady();
        // Then
        assertThat(ready).isFalse();
    }

    @Test
    void who_does_not_answer_is_not() {
        // Given
        server.stop(0);
        // When
        var ready = neighbour.isReady();
        // Then
        assertThat(ready).isFalse();
    }
}
