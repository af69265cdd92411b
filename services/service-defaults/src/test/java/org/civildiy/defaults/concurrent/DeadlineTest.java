package org.civildiy.defaults.concurrent;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadlineTest {
    @Test
    void a_deadline_passes_after_its_duration() {
        // When, Then
        assertThat(Deadline.after(Duration.ofHours(1)).hasPassed()).isFalse();
        assertThat(Deadline.after(Duration.ZERO).hasPassed()).isTrue();
    }

    @Test
    void a_monotonic_clock_that_is_about_to_overflow_does_not_end_it_early() {
        // When
        var deadline = new Deadline(System.nanoTime() + Long.MAX_VALUE / 2);
        // Then
        assertThat(deadline.hasPassed()).isFalse();
    }
}
