package org.civildiy.outbox;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BrokerConnectionTest {
    /** Far beyond the limit of 3 s, and far below the five minutes of Kafka's default. */
    private static final int PATIENCE_MILLIS = 15_000;

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
            // When
            connection.reconnect().subscribe().with(connected -> {}, failure -> {});
            // Then
            try (var accepted = broker.accept()) {
                accepted.setSoTimeout(PATIENCE_MILLIS);
                assertThat(accepted.getInputStream().readAllBytes()).isNotEmpty();
            }
            connection.close();
        }
    }
}
