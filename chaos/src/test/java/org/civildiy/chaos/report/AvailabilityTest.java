package org.civildiy.chaos.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.civildiy.chaos.history.Invocation;
import org.civildiy.chaos.history.Operation;
import org.civildiy.chaos.history.Operation.Position;
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

    @Test
    void all_operations_are_available_again_with_the_first_success_of_the_last_one() {
        // Given
        var history = new ArrayList<Operation>();
        for (OperationType kind : OperationType.values()) {
            history.add(success(kind, 3 + history.size()));
        }
        history.add(success(OperationType.LOGIN, 30));
        // When
        var again = Availability.untilAllSucceed(history, seconds(2));
        // Then
        assertThat(again).contains(Duration.ofSeconds(OperationType.values().length));
    }

    @Test
    void they_are_not_available_again_while_one_of_them_fails() {
        // When
        var again = Availability.untilAllSucceed(List.of(read(3)), seconds(2));
        // Then
        assertThat(again).isEmpty();
    }

    @Test
    void streams_follow_again_with_the_first_read_that_found_the_write_it_waited_for() {
        // Given
        var history =
                List.of(streamRead(3, null), streamRead(5, new Position("a", 1)), streamRead(7, new Position("a", 2)));
        // When
        var again = Availability.untilStreamsFollow(history, seconds(4));
        // Then
        assertThat(again).contains(Duration.ofSeconds(1));
    }

    private static Operation success(OperationType kind, long second) {
        return new Operation.Other(new Invocation(kind, 0, seconds(second), Outcome.ACKNOWLEDGED, 200));
    }

    private static Operation streamRead(long second, @Nullable Position position) {
        var call = new Invocation(OperationType.READ_STREAM, 0, seconds(second), Outcome.ACKNOWLEDGED, 200);
        return new Operation.StreamRead(call, "global", 50, List.of(), position);
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
