package org.civildiy.feed.kafka;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.civildiy.feed.fixture.TestConfig;

import static org.assertj.core.api.Assertions.assertThat;

/** A broker that accepts connections and never answers: one that was frozen, or whose place in the network has vanished. */
class SilentBrokerTest {
    /** Beyond the limit of 4 s for the timeout of the configuration, and far below the five minutes of Kafka's default. */
    private static final int PATIENCE_MILLIS = 15_000;

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
        // When
        admin.ping().subscribe().with(answer -> {}, failure -> {});
        // Then
        try (var connection = broker.accept()) {
            connection.setSoTimeout(PATIENCE_MILLIS);
            assertThat(connection.getInputStream().readAllBytes()).isNotEmpty();
        }
    }
}
