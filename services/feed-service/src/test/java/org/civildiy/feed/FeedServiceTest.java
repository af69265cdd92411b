package org.civildiy.feed;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FeedServiceTest {
    @Test
    void subcommands_come_to_kafka_with_the_account_of_the_service() {
        // Given
        Map<String, String> settings = Map.of(
                "kafka.bootstrap.servers", "kafka:9092",
                "kafka.sasl.mechanism", "SCRAM-SHA-512",
                "quarkus.redis.hosts", "redis://read-db:6379");
        // When
        Map<String, Object> connection = FeedService.connection(settings);
        // Then
        assertThat(connection).isEqualTo(Map.of("bootstrap.servers", "kafka:9092", "sasl.mechanism", "SCRAM-SHA-512"));
    }
}
