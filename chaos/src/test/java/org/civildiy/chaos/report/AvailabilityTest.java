package org.civildiy.chaos.report;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.civildiy.chaos.history.Invocation;
import org.civildiy.chaos.history.Operation;
import org.civildiy.chaos.history.OperationType;
import org.civildiy.chaos.history.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

class AvailabilityTest {
    @Test
    void it_is_the_longest_time_between_two_successes_of_the_same_kind() {
        // Given
        var history = List.of(
                login(1, Outcome.ACKNOWLEDGED), login(2, Outcome.UNKNOWN), login(5, Outcome.ACKNOWLEDGED), read(3));
        // When
        var longest = Availability.longestWithoutSuccess(history, OperationType.LOGIN, 0, seconds(8));
        // Then
        assertThat(longest).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void without_any_success_it_is_the_whole_time() {
        // Given
        var history = List.of(login(2, Outcome.UNKNOWN), read(3));
        // When
        var longest = Availability.longestWithoutSuccess(history, OperationType.LOGIN, seconds(1), seconds(8));
        // Then
        assertThat(longest).isEqualTo(Duration.ofSeconds(7));
    }

    private static Operation login(long second, Outcome outcome) {
        return new Operation.Other(new Invocation(OperationType.LOGIN, 0, seconds(second), outcome, 0));
    }

    private static Operation read(long second) {
        return new Operation.Other(
                new Invocation(OperationType.READ_POST, 0, seconds(second), Outcome.ACKNOWLEDGED, 200));
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
