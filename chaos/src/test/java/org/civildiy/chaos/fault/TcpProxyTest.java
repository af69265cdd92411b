package org.civildiy.chaos.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
class TcpProxyTest {
    private ServerSocket server;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        proxy = new TcpProxy(server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void it_carries_bytes_both_ways() throws IOException {
        // Given
        try (var client = connect();
                var accepted = server.accept()) {
            // When
            client.getOutputStream().write(1);
            accepted.getOutputStream().write(2);
            // Then
            assertThat(accepted.getInputStream().read()).isEqualTo(1);
            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void a_cut_ends_what_is_connected_on_both_sides() throws IOException {
        // Given
        try (var client = connect();
                var accepted = server.accept()) {
            client.getOutputStream().write(1);
            accepted.getInputStream().read();
            // When
            proxy.cut();
            // Then
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void nobody_gets_through_until_it_is_mended() throws IOException {
        // Given
        proxy.cut();
        assertReset();
        // When
        proxy.mend();
        // Then
        try (var client = connect();
                var accepted = server.accept()) {
            client.getOutputStream().write(1);
            assertThat(accepted.getInputStream().read()).isEqualTo(1);
        }
    }

    @Test
    void who_comes_while_nobody_is_there_is_sent_away() throws IOException {
        // When
        server.close();
        // Then
        assertReset();
    }

    private void assertReset() {
        assertThatThrownBy(() -> {
                    try (var client = connect()) {
                        client.getInputStream().read();
                    }
                })
                .isInstanceOf(IOException.class);
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }
}
