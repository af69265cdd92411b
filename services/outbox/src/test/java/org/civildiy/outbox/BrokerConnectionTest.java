package org.civildiy.outbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

class BrokerConnectionTest {
    /** Far beyond the limit of 3 s, and far below the five minutes of Kafka's default. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int READ_MILLIS = 200;

    /** More than a client sends before the first response. */
    private static final int READ_BYTES = 4096;

    private final OutboxDestination destination = new OutboxDestination(
            new NewTopic("topic", Optional.empty(), Optional.empty()),
            record -> Uni.createFrom().voidItem(),
            (key, event) -> new ProducerRecord<>("topic", key, event.json()));

    /** A broker that was frozen, or whose place in the network has vanished. */
    @Test
    void a_connection_that_is_accepted_and_never_answered_is_left_so_that_the_next_one_is_tried() throws Exception {
        // Given
        try (var broker = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var connection = new BrokerConnection(
                    null, destination, null, Map.of("bootstrap.servers", "127.0.0.1:" + broker.getLocalPort()));
            connect(connection);
            try (var accepted = broker.accept()) {
                accepted.setSoTimeout(READ_MILLIS);
                // When, Then
                await("the connection to be closed").atMost(PATIENCE).until(() -> {
                    connect(connection);
                    return isClosed(accepted);
                });
            }
            connection.close();
        }
    }

    /** As each sweep does. */
    private static void connect(BrokerConnection connection) {
        connection.reconnect().subscribe().with(connected -> {}, failure -> {});
    }

    private static boolean isClosed(Socket connection) throws IOException {
        try {
            return connection.getInputStream().read(new byte[READ_BYTES]) < 0;
        } catch (SocketTimeoutException open) {
            return false;
        }
    }
}
