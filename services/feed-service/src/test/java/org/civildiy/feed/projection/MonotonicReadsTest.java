package org.civildiy.feed.projection;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MonotonicReadsTest {
    private final MonotonicReads reads = new MonotonicReads();

    @Test
    void feeds_are_shown_from_the_offsets_on_that_were_shown_before() {
        // When
        reads.raise(Map.of(0, 7L, 1, 3L));
        // Then
        assertThat(allows(Map.of(0, 7L, 1, 3L))).isTrue();
        assertThat(allows(Map.of(0, 8L, 1, 3L, 2, 0L))).isTrue();
        assertThat(allows(Map.of(0, 7L, 1, 2L))).isFalse();
        assertThat(allows(Map.of(0, 7L))).isFalse();
        assertThat(allows(Map.of())).isFalse();
    }

    @Test
    void offsets_that_are_raised_later_do_not_go_back() {
        // Given
        reads.raise(Map.of(0, 7L));
        // When
        reads.raise(Map.of(0, 5L, 1, 1L));
        // Then
        assertThat(reads.least()).isEqualTo(Map.of(0, 7L, 1, 1L));
    }

    /** A read that asked Redis before another one was answered is not held to what that one has shown. */
    @Test
    void a_read_is_held_to_what_was_shown_when_it_began() {
        // Given
        reads.raise(Map.of(0, 7L));
        var least = reads.least();
        // When
        reads.raise(Map.of(0, 8L));
        // Then
        assertThat(MonotonicReads.allow(Map.of(0, 7L), least)).isTrue();
    }

    @Test
    void a_topic_that_was_created_again_begins_anew() {
        // Given
        reads.raise(Map.of(0, 7L, 1, 3L, 2, 5L));
        // When
        reads.lower(reads.least(), Map.of(0, 2L, 1, 4L));
        // Then
        assertThat(reads.least()).isEqualTo(Map.of(0, 1L, 1, 3L, 2, -1L));
        assertThat(allows(Map.of(0, 1L, 1, 3L))).isTrue();
    }

    /** Kafka was asked before these records were there. */
    @Test
    void what_was_shown_while_kafka_was_asked_is_not_beyond_the_end_that_it_told() {
        // Given
        reads.raise(Map.of(0, 7L));
        var before = reads.least();
        reads.raise(Map.of(0, 9L));
        // When
        reads.lower(before, Map.of(0, 8L));
        // Then
        assertThat(reads.least()).isEqualTo(Map.of(0, 9L));
    }

    private boolean allows(Map<Integer, Long> offsets) {
        return MonotonicReads.allow(offsets, reads.least());
    }
}
