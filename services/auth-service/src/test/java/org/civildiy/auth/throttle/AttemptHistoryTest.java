package org.civildiy.auth.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.civildiy.auth.Configured;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptHistoryTest {
    private static final ThrottleConfig CONFIG = Configured.with(ThrottleConfig.class, Map.of());
    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");
    private static final Optional<Instant> UNKNOWN = Optional.empty();
    private static final Optional<Instant> KNOWN = Optional.of(NOW.minus(Duration.ofDays(1)));

    @Test
    void failures_of_other_sources_lock_no_source() {
        // Given
        var history = new AttemptHistory(failures(9), failures(99), UNKNOWN);
        // When
        var lockedFor = history.lockedFor(CONFIG, NOW);
        // Then
        assertThat(lockedFor).isEmpty();
    }

    @Test
    void ten_failures_lock_their_source_although_it_is_known() {
        // Given
        var history = new AttemptHistory(failures(10), failures(10), KNOWN);
        // When
        var lockedFor = history.lockedFor(CONFIG, NOW);
        // Then
        assertThat(lockedFor).contains(Duration.ofMinutes(15).minusSeconds(10));
    }

    @Test
    void a_hundred_failures_of_all_sources_lock_an_unknown_one_until_the_first_of_them_is_a_quarter_of_an_hour_old() {
        // Given
        var history = new AttemptHistory(failures(0), failures(100), UNKNOWN);
        // When
        var lockedFor = history.lockedFor(CONFIG, NOW);
        // Then
        assertThat(lockedFor).contains(Duration.ofMinutes(15).minusSeconds(100));
    }

    @Test
    void no_number_of_failures_of_others_locks_a_known_source() {
        // Given
        var history = new AttemptHistory(failures(9), failures(1000), KNOWN);
        // When
        var lockedFor = history.lockedFor(CONFIG, NOW);
        // Then
        assertThat(lockedFor).isEmpty();
    }

    @Test
    void failures_of_other_sources_delay_no_response() {
        // Given
        var history = new AttemptHistory(failures(2), failures(99), UNKNOWN);
        // When
        var delay = history.delay(CONFIG, NOW);
        // Then
        assertThat(delay).isZero();
    }

    private static FailedAttempts failures(int number) {
        return new FailedAttempts(IntStream.range(0, number)
                .mapToObj(i -> NOW.minusSeconds(number - i))
                .toList());
    }
}
