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
    /**
     * The keys of entries with pending events and without a valid lease ({@link PendingEvents#isHeld}), the longest waiting first. Only
     * keys are read, because entries with long outboxes do not fit into memory all at once.
     *
     * @param latest the latest time at which a valid lease can end; a lease that ends later is ignored
     */
    Uni<List<String>> unleased(int limit, Instant now, Instant latest);

    /** The entry as it is stored now; empty when it was removed. */
    Uni<Optional<T>> load(String key);

    /**
     * Replaces {@code before} by {@code after} atomically, or removes the entry when {@code after} need not be stored any more. When the
     * stored entry is no longer {@code before}, nothing is written, and the result is the failure {@link WriteConflict}.
     */
    Uni<T> replace(T before, T after);

    /** The time of the store's server; see {@link StoreClock}. */
    Uni<Instant> time();

    /** The backlog of all entries, leased ones included. */
    Uni<Backlog> backlog();
}
