package org.civildiy.local;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.civildiy.local.host.Ports;
import org.civildiy.local.server.Probe;

import static org.assertj.core.api.Assertions.assertThat;

class BackendsTest {

    @Test
    void a_backend_that_was_stopped_comes_back_on_the_same_port_with_its_data() {
        try (Backends backends = Backends.start(Backend.REDIS)) {
            // Given
            int port = URI.create(backends.environment().get("REDIS_URL")).getPort();
            Probe.answer(port, "SET key value\r\n".getBytes(StandardCharsets.US_ASCII), 5);
            // When
            backends.stop(Backend.REDIS);
            boolean served = Ports.isFree(port);
            backends.restart(Backend.REDIS);
            // Then
            assertThat(served).isTrue();
            assertThat(Probe.answer(port, "GET key\r\n".getBytes(StandardCharsets.US_ASCII), 9))
                    .asString()
                    .isEqualTo("$5\r\nvalue");
        }
    }

    @Test
    void all_backends_are_described_by_the_variables_of_the_services() {
        try (Backends backends = Backends.start(Backend.values())) {
            // When
            Map<String, String> environment = backends.environment();
            // Then
            assertThat(environment)
                    .containsOnlyKeys(
                            "DATABASE_URL",
                            "MONGODB_URL",
                            "MONGODB_DB",
                            "KAFKA_HOST",
                            "REDIS_URL",
                            "CONSUL_HOST",
                            "CONSUL_PORT");
        }
    }
}
