package org.civildiy.defaults.consul;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.vertx.core.json.JsonArray;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogEntryTest {
    private static final List<String> TAGS = List.of("of-the-operators");

    @Test
    void consul_asks_whether_an_instance_is_alive_and_is_told_whether_it_is_ready() {
        // When
        var entry = new CatalogEntry("sample", new Config(true)).registration();
        // Then
        assertThat(entry.getJsonArray("Tags")).isEqualTo(new JsonArray(TAGS));
        assertThat(entry.getJsonArray("Checks")).isEqualTo(new JsonArray("""
                        [{"CheckID": "sample-127-0-0-1-5000-alive", "Name": "alive",
                          "HTTP": "http://127.0.0.1:5000/health/live", "Interval": "1s", "Timeout": "1s",
                          "DeregisterCriticalServiceAfter": "1m", "Status": "passing"},
                         {"CheckID": "sample-127-0-0-1-5000-ready", "Name": "ready", "TTL": "60000ms", "Status": "passing"}]
                        """));
    }

    @Test
    void in_dev_mode_only_requests_of_people_reach_an_instance_and_its_entry_outlives_a_reload() {
        // When
        var entry = new CatalogEntry("sample", new Config(false)).registration();
        // Then
        assertThat(entry.getJsonArray("Checks")).isEqualTo(new JsonArray("""
                        [{"CheckID": "sample-127-0-0-1-5000-ready", "Name": "ready", "TTL": "24h", "Status": "passing"}]
                        """));
    }

    @Test
    void a_consul_that_vanished_without_closing_its_connections_is_given_up_on_within_seconds() {
        // When
        var client = Registrar.client(new Config(true));
        // Then
        assertThat(client.getTimeout()).isEqualTo(2_000);
        assertThat(client.getConnectTimeout()).isEqualTo(2_000);
        assertThat(client.getIdleTimeout()).isEqualTo(10);
    }

    private record Config(boolean lookedAfter) implements RegistrationConfig {
        @Override
        public Optional<String> consulHost() {
            return Optional.of("127.0.0.1");
        }

        @Override
        public int consulPort() {
            return 8500;
        }

        @Override
        public Optional<String> consulToken() {
            return Optional.empty();
        }

        @Override
        public Optional<String> address() {
            return Optional.of("127.0.0.1");
        }

        @Override
        public int port() {
            return 5000;
        }

        @Override
        public Optional<List<String>> tags() {
            return Optional.of(TAGS);
        }

        @Override
        public Duration heartbeat() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration timeToLive() {
            return Duration.ofMinutes(1);
        }
    }
}
