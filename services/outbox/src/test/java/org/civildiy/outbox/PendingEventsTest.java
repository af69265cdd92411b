package org.civildiy.outbox;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class PendingEventsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00.123Z");

    @Test
    void what_is_acknowledged_leaves_and_the_lease_stays() {
        // Given
        var pending =
                PendingEvents.NONE.plus(event(1)).plus(event(2)).plus(event(3)).leased(NOW);
        // When
        var rest = pending.acknowledged(2);
        // Then
        assertThat(rest.events()).extracting(OutboxEvent::version).containsExactly(3L);
        assertThat(rest.hasSameLeaseAs(pending)).isTrue();
    }

    @Test
    void a_lease_holds_until_its_end_and_not_at_it() {
        // Given
        var pending = PendingEvents.NONE.plus(event(1)).leased(NOW);
        // When, Then
        assertThat(pending.isLeased(NOW.minusMillis(1))).isTrue();
        assertThat(pending.isLeased(NOW)).isFalse();
        assertThat(pending.released().isLeased(NOW.minusMillis(1))).isFalse();
    }

    @Test
    void two_entries_without_a_lease_have_no_lease_in_common() {
        // When, Then
        assertThat(PendingEvents.NONE.hasSameLeaseAs(PendingEvents.NONE)).isFalse();
    }

    @Test
    void a_turn_ends_with_the_event_that_reaches_the_limit_in_bytes() {
        // Given
        var half = new OutboxEvent(1, "é".repeat(PendingEvents.MAX_BYTES_PER_TURN / 4), null, NOW);
        var pending = PendingEvents.NONE.plus(half).plus(half).plus(half);
        // When
        var turn = pending.turn();
        // Then
        assertThat(turn).hasSize(2);
        assertThat(pending.fitInATurn()).isFalse();
    }

    @Test
    void the_bytes_of_events_are_those_of_their_json_in_utf_8() {
        // Given
        var json = "a\u00e9\u20ac\uD83D\uDE00";
        // When
        var pending = PendingEvents.NONE.plus(new OutboxEvent(1, json, null, NOW));
        // Then
        assertThat(pending.bytes()).isEqualTo(json.getBytes(UTF_8).length);
    }

    private static OutboxEvent event(long version) {
        return new OutboxEvent(version, "{}", null, NOW);
    }
}
