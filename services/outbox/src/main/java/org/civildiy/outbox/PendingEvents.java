package org.civildiy.outbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The outbox of one entry: its unpublished events and the lease on them. Each method returns the next state and
 * writes nothing.
 *
 * @param events unpublished events in version order
 * @param leasedUntil until then only the holder of the lease publishes these events; {@code null} when there is no lease
 */
public record PendingEvents(
        List<OutboxEvent> events, @Nullable Instant leasedUntil) {

    /** No event and no lease. */
    public static final PendingEvents NONE = new PendingEvents(List.of(), null);

    public PendingEvents {
        events = List.copyOf(events);
    }

    public PendingEvents plus(OutboxEvent event) {
        return new PendingEvents(
                Stream.concat(events.stream(), Stream.of(event)).toList(), leasedUntil);
    }

    public PendingEvents leased(Instant until) {
        return new PendingEvents(events, until.truncatedTo(ChronoUnit.MILLIS));
    }

    public PendingEvents released() {
        return new PendingEvents(events, null);
    }

    /** Without the events up to that version, which the broker has acknowledged. */
    public PendingEvents acknowledged(long upTo) {
        return new PendingEvents(
                events.stream().filter(event -> event.version() > upTo).toList(), leasedUntil);
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }

    public boolean isLeased(Instant now) {
        return leasedUntil != null && leasedUntil.isAfter(now);
    }

    boolean hasSameLeaseAs(PendingEvents other) {
        return leasedUntil != null && leasedUntil.equals(other.leasedUntil);
    }
}
