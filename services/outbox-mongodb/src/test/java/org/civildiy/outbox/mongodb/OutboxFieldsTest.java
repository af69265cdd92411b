package org.civildiy.outbox.mongodb;

import java.time.Instant;

import org.bson.Document;
import org.junit.jupiter.api.Test;

import org.civildiy.outbox.OutboxEvent;
import org.civildiy.outbox.PendingEvents;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxFieldsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00.123Z");

    @Test
    void what_was_written_is_read() {
        // Given
        var outbox = PendingEvents.NONE
                .plus(new OutboxEvent(1, "{\"a\":1}", "trace", NOW))
                .plus(new OutboxEvent(2, "{}", null, NOW.plusSeconds(1)))
                .leased(NOW.plusSeconds(10));
        var document = new Document();
        // When
        OutboxFields.write(document, outbox);
        // Then
        assertThat(OutboxFields.read(document)).isEqualTo(outbox);
    }

    @Test
    void a_document_without_pending_events_has_no_field_of_the_outbox() {
        // Given
        var document = new Document();
        // When
        OutboxFields.write(document, PendingEvents.NONE);
        // Then
        assertThat(document).isEmpty();
        assertThat(OutboxFields.read(document)).isEqualTo(PendingEvents.NONE);
    }
}
