package org.civildiy.feed.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.civildiy.feed.fixture.TestConfig;

import static org.awaitility.Awaitility.await;

/** A broker that accepts connections and never answers: one that was frozen, or whose place in the network has vanished. */
class SilentBrokerTest {
    /** Beyond the limit of 4 s for the timeout of the configuration, and far below the five minutes of Kafka's default. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int READ_MILLIS = 200;

    /** More than a client sends before the first response. */
    private static final int READ_BYTES = 4096;

    private final ServerSocket broker;
    private final KafkaAdmin admin;

    SilentBrokerTest() throws Exception {
        broker = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        admin = new KafkaAdmin(
                Map.of("bootstrap.servers", "127.0.0.1:" + broker.getLocalPort()), new TestConfig(1, 1, 100));
    }

    @AfterEach
    void close() throws Exception {
        admin.close();
        broker.close();
    }

    @Test
    void the_admin_client_leaves_a_connection_that_is_never_answered() throws Exception {
        // Given
        ask();
        try (var connection = broker.accept()) {
            connection.setSoTimeout(READ_MILLIS);
            // When, Then
            await("the connection to be closed").atMost(PATIENCE).until(() -> {
                ask();
                return isClosed(connection);
            });
        }
    }

    /** As the readiness check does each second. */
    private void ask() {
        admin.ping().subscribe().with(answer -> {}, failure -> {});
    }

    private static boolean isClosed(Socket connection) throws IOException {
        try {
            return connection.getInputStream().read(new byte[READ_BYTES]) < 0;
        } catch (SocketTimeoutException open) {
            return false;
        }
    }
}
