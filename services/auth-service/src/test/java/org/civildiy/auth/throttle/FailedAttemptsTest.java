package org.civildiy.auth.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.auth.Configured;

import static org.assertj.core.api.Assertions.assertThat;

class FailedAttemptsTest {
    private static final ThrottleConfig CONFIG = Configured.with(ThrottleConfig.class, Map.of());
    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9})
    void fewer_than_ten_failures_do_not_lock_the_account(int failures) {
        // Given
        var attempts = everySecond(failures);
        // When
        var lockedFor = lockedFor(attempts, NOW);
        // Then
        assertThat(lockedFor).isEmpty();
    }

    @Test
    void ten_failures_lock_the_account_until_the_first_of_them_is_a_quarter_of_an_hour_old() {
        // Given
        var attempts = everySecond(10);
        // When
        var lockedFor = lockedFor(attempts, NOW);
        // Then
        assertThat(lockedFor).contains(Duration.ofMinutes(15).minusSeconds(10));
    }

    @Test
    void older_failures_do_not_count() {
        // Given
        var attempts = everySecond(10);
        // When
        var lockedFor = lockedFor(attempts, NOW.plus(Duration.ofMinutes(15)).minusSeconds(10));
        // Then
        assertThat(lockedFor).isEmpty();
    }

    @Test
    void nobody_is_shut_out_for_longer_than_a_quarter_of_an_hour_however_many_fail() {
        // Given
        var attempts = everySecond(100);
        // When
        var lockedFor = lockedFor(attempts, NOW);
        // Then
        assertThat(lockedFor).hasValueSatisfying(time -> assertThat(time).isLessThanOrEqualTo(Duration.ofMinutes(15)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 0", "3, 100", "4, 200", "5, 400", "6, 800", "7, 1000", "9, 1000"})
    void each_failure_from_the_third_on_doubles_the_delay_up_to_a_second(int failures, long millis) {
        // Given
        var attempts = everySecond(failures);
        // When
        var delay = attempts.delay(CONFIG, NOW);
        // Then
        assertThat(delay).isEqualTo(Duration.ofMillis(millis));
    }

    private static Optional<Duration> lockedFor(FailedAttempts attempts, Instant now) {
        return attempts.lockedFor(CONFIG.failures(), CONFIG.window(), now);
    }

    private static FailedAttempts everySecond(int failures) {
        return new FailedAttempts(IntStream.range(0, failures)
                .mapToObj(i -> NOW.minusSeconds(failures - i))
                .toList());
    }
}
