package org.civildiy.outbox;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxSweepTest {

    @Test
    void the_pause_between_tries_doubles_up_to_the_longest() {
        // Given
        var first = Duration.ofSeconds(1);
        var longest = Duration.ofSeconds(5);
        // When, Then
        assertThat(OutboxSweep.doubled(first, 0, longest)).isEqualTo(Duration.ofSeconds(1));
        assertThat(OutboxSweep.doubled(first, 2, longest)).isEqualTo(Duration.ofSeconds(4));
        assertThat(OutboxSweep.doubled(first, 3, longest)).isEqualTo(longest);
        assertThat(OutboxSweep.doubled(first, 1_000_000, longest)).isEqualTo(longest);
    }
}
