package org.civildiy.defaults.consul;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.vertx.ext.consul.CheckOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class CatalogEntryTest {
    private static final List<String> TAGS = List.of(
            "traefik.enable=true",
            "traefik.http.services.sample.loadbalancer.healthcheck.path=/health/live",
            "traefik.http.services.sample.loadbalancer.healthcheck.interval=1s");

    @Test
    void an_instance_is_looked_after_by_the_gateway_and_by_consul() {
        // When
        var entry = new CatalogEntry("sample", new Config(true)).options();
        // Then
        assertThat(entry.getTags()).isEqualTo(TAGS);
        assertThat(entry.getCheckListOptions())
                .extracting(CheckOptions::getName, CheckOptions::getHttp, CheckOptions::getDeregisterAfter)
                .containsExactly(
                        tuple("ready", "http://127.0.0.1:5000/health/ready", null), tuple("alive", null, "1m"));
    }

    @Test
    void in_dev_mode_only_requests_of_people_reach_an_instance_and_its_entry_outlives_a_reload() {
        // When
        var entry = new CatalogEntry("sample", new Config(false)).options();
        // Then
        assertThat(entry.getTags()).containsExactly("traefik.enable=true");
        assertThat(entry.getCheckListOptions())
                .extracting(CheckOptions::getName, CheckOptions::getHttp, CheckOptions::getDeregisterAfter)
                .containsExactly(tuple("alive", null, null));
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
            return Duration.ofSeconds(10);
        }
    }
}
