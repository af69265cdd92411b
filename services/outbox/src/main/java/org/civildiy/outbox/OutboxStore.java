package org.civildiy.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.smallrye.mutiny.Uni;

/**
 * The database that holds the pending events, as the outbox needs it. A service provides one bean of this type.
 *
 * @param <T> the entry that the service stores
 */
public interface OutboxStore<T extends OutboxEntry<T>> {
    /** Entries with pending events and without a lease that holds at this time, the longest waiting first. */
    Uni<List<T>> unleased(int limit, Instant now);

    /** The entry as it is stored now; empty when it was removed. */
    Uni<Optional<T>> load(T entry);

    /**
     * Replaces {@code before} by {@code after} atomically, or removes it where {@code after} needs no place any more. Fails
     * with {@link WriteConflict} and writes nothing when the stored entry is no longer {@code before}.
     */
    Uni<T> replace(T before, T after);

    /** The backlog of all entries, leased ones included. */
    Uni<Backlog> backlog();
}
