package org.civildiy.outbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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

    /** The most events of an entry that one turn sends. */
    static final int MAX_EVENTS_PER_TURN = 50;
    /** A turn takes no further event once its events have this many bytes. */
    static final int MAX_BYTES_PER_TURN = 128 * 1024;

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

    /** These events without the events up to this version, which the broker has acknowledged. */
    public PendingEvents acknowledged(long upTo) {
        return new PendingEvents(
                events.stream().filter(event -> event.version() > upTo).toList(), leasedUntil);
    }

    /** The first events, which one turn sends. There is at least one, whatever its size. */
    List<OutboxEvent> turn() {
        var bytes = new AtomicLong();
        return events.stream()
                .limit(MAX_EVENTS_PER_TURN)
                .takeWhile(event -> bytes.getAndAdd(event.bytes()) < MAX_BYTES_PER_TURN)
                .toList();
    }

    boolean fitInATurn() {
        return turn().size() == events.size();
    }

    /** The length of all events in UTF-8. */
    public long bytes() {
        return events.stream().mapToLong(OutboxEvent::bytes).sum();
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }

    public boolean isLeased(Instant now) {
        return leasedUntil != null && leasedUntil.isAfter(now);
    }

    /**
     * Whether a valid lease keeps other instances from publishing these events.
     *
     * @param latest the latest time at which a valid lease can end. A lease that ends later was set by a wrong clock. It is ignored,
     *     because it would keep all instances from publishing for too long
     */
    public boolean isHeld(Instant now, Instant latest) {
        return isLeased(now) && !leasedUntil.isAfter(latest);
    }

    boolean hasSameLeaseAs(PendingEvents other) {
        return leasedUntil != null && leasedUntil.equals(other.leasedUntil);
    }
}
