package org.civildiy.chaos.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.civildiy.chaos.time.Await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
class TcpProxyTest {
    private static final Duration LATENCY = Duration.ofMillis(150);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int SILENCE_MILLIS = 200;

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
    void new_connections_are_reset_until_the_cut_ends() throws IOException {
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
    void a_connection_is_reset_while_the_target_does_not_listen() throws IOException {
        // When
        server.close();
        // Then
        assertReset();
    }

    @Test
    void a_black_hole_loses_the_bytes_of_its_connections_for_ever_and_closes_none() throws IOException {
        // Given
        try (var client = connect();
                var accepted = server.accept()) {
            send(client, 1);
            assertThat(accepted.getInputStream().read()).isEqualTo(1);
            proxy.lose();
            send(client, 2);
            // When
            proxy.mend();
            // Then
            send(client, 3);
            send(accepted, 4);
            assertSilent(accepted);
            assertSilent(client);
        }
    }

    @Test
    void a_connection_that_is_opened_in_a_black_hole_is_never_answered_and_later_ones_work() throws IOException {
        // Given
        proxy.lose();
        try (var lost = connect()) {
            awaitAccepted();
            send(lost, 1);
            // When
            proxy.mend();
            // Then
            try (var client = connect();
                    var accepted = server.accept()) {
                send(client, 2);
                assertThat(accepted.getInputStream().read()).isEqualTo(2);
                assertSilent(lost);
            }
        }
    }

    @Test
    void held_bytes_arrive_after_their_client_has_closed_and_others_were_faster() throws IOException {
        // Given
        Socket accepted = serverSideOfAClientThatSendsAndCloses();
        // When
        proxy.mend();
        try (var next = connect();
                var acceptedNext = server.accept()) {
            send(next, 3);
            assertThat(acceptedNext.getInputStream().read()).isEqualTo(3);
            assertSilent(accepted);
        }
        proxy.release();
        // Then
        try (accepted) {
            assertThat(accepted.getInputStream().read()).isEqualTo(2);
            assertThat(accepted.getInputStream().read()).isEqualTo(-1);
        }
    }

    /** What the client sends is held. */
    private Socket serverSideOfAClientThatSendsAndCloses() throws IOException {
        try (var client = connect()) {
            Socket accepted = server.accept();
            send(client, 1);
            assertThat(accepted.getInputStream().read()).isEqualTo(1);
            proxy.hold();
            send(client, 2);
            return accepted;
        }
    }

    @Test
    void a_connection_that_is_opened_while_bytes_are_held_gets_through_at_the_mend() throws IOException {
        // Given
        proxy.hold();
        try (var client = connect()) {
            awaitAccepted();
            send(client, 1);
            // When
            proxy.mend();
            // Then
            try (var accepted = server.accept()) {
                assertThat(accepted.getInputStream().read()).isEqualTo(1);
            }
        }
    }

    @Test
    void latency_delays_the_bytes_of_each_direction() throws IOException {
        // Given
        proxy.delay(LATENCY);
        try (var client = connect();
                var accepted = server.accept()) {
            long began = System.nanoTime();
            // When
            send(client, 1);
            accepted.getInputStream().read();
            send(accepted, 2);
            client.getInputStream().read();
            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(LATENCY.multipliedBy(2));
        }
    }

    /** A connection that the proxy has not accepted yet is one of after the fault. */
    private void awaitAccepted() {
        Await.until("the proxy has accepted a connection", LIMIT, () -> proxy.connections() == 1);
    }

    private static void send(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(0);
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
