package org.civildiy.feed.projection;

import java.util.List;
import java.util.stream.Stream;

import io.smallrye.mutiny.Multi;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An ended channel makes liveness fail, since nothing subscribes to it again. */
class ProjectorCheckTest {
    private static final List<String> INCOMING = List.of(Projector.CHANNEL);

    private final ProjectorCheck check = new ProjectorCheck(() -> false);

    static Stream<Multi<Message<?>>> ended() {
        return Stream.of(
                Multi.createFrom().empty(), Multi.createFrom().failure(new IllegalStateException("beyond recovery")));
    }

    @Test
    void it_is_up_while_the_channels_are_open_and_nothing_comes_in() {
        // Given
        subscribe(check.decorate(Multi.createFrom().nothing(), INCOMING, true));
        // When
        var response = check.call();
        // Then
        assertThat(response.getStatus()).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @MethodSource("ended")
    void it_is_down_when_the_incoming_channel_has_ended(Multi<Message<?>> channel) {
        // Given
        subscribe(check.decorate(channel, INCOMING, true));
        // When
        var response = check.call();
        // Then
        assertThat(response.getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void it_is_down_when_the_channel_for_dead_letters_has_ended() {
        // Given
        var check = new ProjectorCheck(() -> true);
        // When
        var response = check.call();
        // Then
        assertThat(response.getStatus()).isEqualTo(Status.DOWN);
    }

    @ParameterizedTest
    @MethodSource("ended")
    void the_end_of_another_channel_changes_nothing(Multi<Message<?>> channel) {
        // Given
        subscribe(check.decorate(channel, List.of("another"), true));
        // When
        var response = check.call();
        // Then
        assertThat(response.getStatus()).isEqualTo(Status.UP);
    }

    private static void subscribe(Multi<? extends Message<?>> channel) {
        channel.subscribe().with(message -> {}, failure -> {});
    }
}
