package org.civildiy.feed.kafka;

import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.feed.fixture.FeedBackends;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client of a channel waits for a broker that has vanished without closing its connections. */
@QuarkusTest
@WithTestResource(value = FeedBackends.class, scope = TestResourceScope.GLOBAL)
class ChannelLimitsTest {
    private static final int SECONDS = 10_000;

    @Inject
    KafkaClientService clients;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request.timeout.ms",
                "default.api.timeout.ms",
                "socket.connection.setup.timeout.ms",
                "socket.connection.setup.timeout.max.ms"
            })
    void the_consumer_gives_up_within_seconds(String setting) {
        // When
        Map<String, ?> settings = clients.getConsumer("posts-events").configuration();
        // Then
        assertThat(millis(settings, setting)).isBetween(1, SECONDS);
    }

    /** Longer only when it joins its group: as long as other members may take. */
    @ParameterizedTest
    @ValueSource(strings = "max.poll.interval.ms")
    void the_consumer_waits_for_other_members_of_its_group_for_some_seconds_only(String setting) {
        // When
        Map<String, ?> settings = clients.getConsumer("posts-events").configuration();
        // Then
        assertThat(millis(settings, setting)).isBetween(1, 2 * SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request.timeout.ms",
                "delivery.timeout.ms",
                "max.block.ms",
                "socket.connection.setup.timeout.ms",
                "socket.connection.setup.timeout.max.ms"
            })
    void the_producer_of_dead_letters_gives_up_within_seconds(String setting) {
        // When
        Map<String, ?> settings = clients.getProducer("posts-events-dlq").configuration();
        // Then
        assertThat(millis(settings, setting)).isBetween(1, SECONDS);
    }

    private static int millis(Map<String, ?> settings, String name) {
        return Integer.parseInt(String.valueOf(settings.get(name)));
    }
}
