package org.civildiy.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Stream;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import org.civildiy.outbox.Permits.Permit;

/**
 * The outbox: publishes pending events, each at least once and in version order for its key.
 *
 * <p>An event is removed from its entry only after the broker has acknowledged the event. The publisher of an entry holds a lease on the
 * entry. The lease is set by the same database operation that stores the event, or by a sweep. So only one instance at a time publishes
 * the events of an entry, and it publishes them in version order. Without the lease, a late copy of an old event could follow the newest
 * event, and a compacted topic would keep the old event.
 *
 * <ul>
 *   <li>instance dies before the acknowledgement, or after the acknowledgement and before the removal: the lease expires, and any
 *       instance's sweep sends the events again; readers recognise the duplicate by its version and drop it;
 *   <li>broker unavailable: events stay in their entries, and sweeps back off; changes are accepted, and their events are not sent yet;
 *   <li>an entry has more events than one turn ({@link PendingEvents#turn}) or one lease can cover: acknowledged events are removed, the
 *       other events follow in a later turn. A sweep gives every waiting entry one turn before any entry gets a second turn, so long
 *       outboxes do not hold up short ones;
 *   <li>long outboxes: a sweep reads keys, then one entry after the other. It reads no further entry while the entries that it publishes
 *       hold {@link #MAX_BYTES_IN_MEMORY};
 *   <li>too many events in flight: the new event waits for the sweep;
 *   <li>the broker refuses a record: its entry waits until the lease expires, and no other entry waits for it;
 *   <li>instance frozen for longer than its lease: an event may be sent late and twice; readers recognise it by its version and drop it.
 * </ul>
 *
 * @param <T> the entry that the service stores
 */
public final class Outbox<T extends OutboxEntry<T>> {
    /** The most bytes of all outboxes together that a sweep publishes at the same time. */
    static final long MAX_BYTES_IN_MEMORY = 8 * 1024 * 1024;

    /** The largest difference between the clocks of two instances. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

    /** The most keys of one round. */
    private static final int MAX_ROUND = 10_000;

    private static final Uni<Void> DONE = Uni.createFrom().voidItem();

    private final OutboxStore<T> store;
    private final EntryPublisher<T> publisher;
    private final BrokerConnection connection;
    private final OutboxConfig config;
    private final OutboxMetrics metrics;
    private final Semaphore inFlight;
    private final Permits memory = new Permits(MAX_BYTES_IN_MEMORY);
    /** The keys of the entries that have not had their turn in this round. A new round begins with the keys of all waiting entries. */
    private final Queue<String> round = new ConcurrentLinkedQueue<>();

    private final StoreClock clock;

    Outbox(
            OutboxStore<T> store,
            EntryPublisher<T> publisher,
            BrokerConnection connection,
            OutboxConfig config,
            OutboxMetrics metrics,
            StoreClock clock) {
        this.store = store;
        this.publisher = publisher;
        this.connection = connection;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        this.inFlight = new Semaphore(config.inFlight());
    }

    /**
     * Stores an entry with a new event, and then begins to publish the event. Returns the result of {@code write}, which neither waits for
     * the publication nor depends on it. When the entry has older unpublished events, all its events are left to the sweep, because the
     * sweep limits how many bytes of outboxes are in memory.
     *
     * @param write stores the entry that it is given
     */
    public Uni<T> publishing(T next, Function<T, Uni<T>> write) {
        var left = next.outbox().events().size() > 1 || isHeld(next);
        if (left || !connection.isAvailable() || !inFlight.tryAcquire()) {
            return write.apply(next);
        }
        return write.apply(publisher.leased(next))
                .invoke(written -> publishAll(written)
                        .onTermination()
                        .invoke(inFlight::release)
                        .subscribe()
                        .with(sent -> {}, this::logFailure))
                .onFailure()
                .invoke(() -> inFlight.release())
                .onCancellation()
                .invoke(inFlight::release);
    }

    /**
     * Publishes left-over events, one turn for each entry of a batch. Events are left over when their instance died or had too many events
     * in flight, or when the broker was unavailable. Fails when the store fails.
     *
     * @return whether more entries with events are known
     */
    Uni<Boolean> publishLeftOver() {
        return batch().flatMap(keys -> Multi.createFrom()
                .iterable(keys)
                .onItem()
                .transformToUniAndConcatenate(this::load)
                .onItem()
                .transformToUni(this::publishOneTurn)
                .collectFailures()
                .merge(config.atOnce())
                .collect()
                .asList()
                .map(moreLeft -> moreLeft.contains(true) || !round.isEmpty()));
    }

    /** The keys of the next entries of this round. When no key is left, a new round begins. */
    private Uni<List<String>> batch() {
        var filled = round.isEmpty() ? unleased().invoke(round::addAll) : DONE;
        return filled.map(ready -> Stream.generate(round::poll)
                .limit(Math.min(config.batch(), round.size()))
                .toList());
    }

    private Uni<List<String>> unleased() {
        var now = clock.instant();
        return store.unleased(MAX_ROUND, now, latestLease(now));
    }

    private Instant latestLease(Instant now) {
        return now.plus(config.lease()).plus(CLOCK_SKEW);
    }

    /** An entry in memory, and the permit for its bytes. */
    private record Loaded<T>(T entry, Permit memory) {}

    /**
     * Loads an entry, and waits until there is room for the entry in memory. Emits {@code null} when the entry has nothing to publish any
     * more, and while the broker is unavailable.
     */
    private Uni<Loaded<T>> load(String key) {
        if (!connection.isAvailable()) {
            return Uni.createFrom().nullItem();
        }
        return store.load(key)
                .flatMap(found -> found.filter(this::isLeftOver)
                        .map(entry -> {
                            var permit = memory.request(entry.outbox().bytes());
                            return permit.granted().replaceWith(new Loaded<>(entry, permit));
                        })
                        .orElseGet(() -> Uni.createFrom().nullItem()));
    }

    /** Whether the entry has events that no valid lease reserves for another publisher. */
    private boolean isLeftOver(T entry) {
        return !entry.outbox().isEmpty() && !isHeld(entry);
    }

    private boolean isHeld(T entry) {
        var now = clock.instant();
        return entry.outbox().isHeld(now, latestLease(now));
    }

    /** Publishes one turn of an entry. Emits whether events are left for another turn. Never fails. */
    private Uni<Boolean> publishOneTurn(Loaded<T> loaded) {
        var entry = loaded.entry();
        return Uni.createFrom()
                .deferred(() -> store.replace(entry, publisher.leased(entry)))
                .flatMap(held -> publisher.publish(held, PendingEvents::released))
                .map(Optional::isPresent)
                .onFailure(failure -> !(failure instanceof WriteConflict))
                .invoke(this::logFailure)
                .onFailure()
                .recoverWithItem(false)
                .onTermination()
                .invoke(() -> loaded.memory().release());
    }

    /**
     * Publishes the events of an entry that this instance has leased, and the events that are added to the entry meanwhile. When the
     * remaining events do not fit in one turn, they are left to the sweep.
     */
    private Uni<Void> publishAll(T held) {
        return publisher
                .publish(held, left -> left.fitInATurn() ? publisher.leased(left) : left.released())
                .flatMap(left -> left.filter(entry -> entry.outbox().leasedUntil() != null)
                        .map(this::publishAll)
                        .orElse(DONE));
    }

    private void logFailure(Throwable failure) {
        metrics.failed();
        Log.debugf("outbox: not published, left to the sweep cause=%s", failure);
    }
}
