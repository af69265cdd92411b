package org.civildiy.defaults.concurrent;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofSeconds(5);

    @Test
    void the_pause_between_attempts_doubles_up_to_the_maximum() {
        // Given
        var backoff = new Backoff(FIRST, MAX);
        // When
        var pauses = Stream.generate(backoff::next).limit(5).map(Duration::toSeconds);
        // Then
        assertThat(pauses).containsExactly(1L, 2L, 4L, 5L, 5L);
    }

    @Test
    void the_pause_stays_at_the_maximum_however_many_attempts_fail() {
        // Given
        var backoff = new Backoff(FIRST, MAX);
        // When
        var last = Stream.generate(backoff::next).skip(1_000_000).findFirst();
        // Then
        assertThat(last).contains(MAX);
    }

    @Test
    void the_first_pause_is_not_longer_than_the_maximum() {
        // Given
        var backoff = new Backoff(MAX.plusSeconds(1), MAX);
        // When
        var pause = backoff.next();
        // Then
        assertThat(pause).isEqualTo(MAX);
    }

    @Test
    void a_success_starts_again_with_the_first_pause() {
        // Given
        var backoff = new Backoff(FIRST, MAX);
        backoff.next();
        backoff.next();
        // When
        backoff.reset();
        // Then
        assertThat(backoff.next()).isEqualTo(FIRST);
    }
}
