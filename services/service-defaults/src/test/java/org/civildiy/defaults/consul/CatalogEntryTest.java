package org.civildiy.defaults.consul;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.vertx.ext.consul.CheckOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class CatalogEntryTest {
    private static final List<String> TAGS = List.of("of-the-operators");

    @Test
    void consul_asks_whether_an_instance_is_alive_and_is_told_whether_it_is_ready() {
        // When
        var entry = new CatalogEntry("sample", new Config(true)).options();
        // Then
        assertThat(entry.getTags()).isEqualTo(TAGS);
        assertThat(entry.getCheckListOptions())
                .extracting(
                        CheckOptions::getName,
                        CheckOptions::getHttp,
                        CheckOptions::getTtl,
                        CheckOptions::getDeregisterAfter)
                .containsExactly(
                        tuple("alive", "http://127.0.0.1:5000/health/live", null, "1m"),
                        tuple("ready", null, "60000ms", null));
    }

    @Test
    void in_dev_mode_only_requests_of_people_reach_an_instance_and_its_entry_outlives_a_reload() {
        // When
        var entry = new CatalogEntry("sample", new Config(false)).options();
        // Then
        assertThat(entry.getCheckListOptions())
                .extracting(
                        CheckOptions::getName,
                        CheckOptions::getHttp,
                        CheckOptions::getTtl,
                        CheckOptions::getDeregisterAfter)
                .containsExactly(tuple("ready", null, "24h", null));
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
