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
 * <p>An event leaves its entry only after the broker has acknowledged it. The publisher of an entry holds a lease on it, which
 * is set by the same write that made the event, or by a sweep. So one instance at a time publishes an entry, all its events in
 * order, and the holder publishes later events of the entry afterwards. Without the lease, a late copy of an old event could
 * end up behind the newest one, and a compacted topic would keep the old one.
 *
 * <ul>
 *   <li>instance dies before the acknowledgement, or between it and the removal: the lease expires, and any instance's sweep
 *       sends the events again; readers drop the duplicate by version;
 *   <li>broker unavailable: events stay in their entries, sweeps back off, writes are accepted and do not try to send;
 *   <li>more events of an entry than one turn ({@link PendingEvents#turn}) or one lease can cover: acknowledged events are removed, the
 *       rest follows in a later turn. A sweep gives every waiting entry a turn before any has its second, so long outboxes do not hold up
 *       short ones;
 *   <li>long outboxes: a sweep reads keys, then one entry after the other, and no further one while those that it publishes hold
 *       {@link #MAX_BYTES_IN_MEMORY};
 *   <li>too many in flight: the event waits for the sweep;
 *   <li>a record that the broker refuses: its entry waits until the lease expires, and no other entry waits for it;
 *   <li>instance frozen for longer than its lease: an event may be sent late and twice; readers drop it by version.
 * </ul>
 *
 * @param <T> the entry that the service stores
 */
public final class Outbox<T extends OutboxEntry<T>> {
    /** The outboxes that a sweep publishes at the same time, in bytes. */
    static final long MAX_BYTES_IN_MEMORY = 8 * 1024 * 1024;

    /** What the clocks of two instances may differ. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

    /** The keys that are read at once. */
    private static final int MAX_ROUND = 10_000;

    private static final Uni<Void> DONE = Uni.createFrom().voidItem();

    private final OutboxStore<T> store;
    private final EntryPublisher<T> publisher;
    private final BrokerConnection connection;
    private final OutboxConfig config;
    private final OutboxMetrics metrics;
    private final Semaphore inFlight;
    private final Permits memory = new Permits(MAX_BYTES_IN_MEMORY);
    /** The entries that have not had their turn since all that waited were read. */
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
     * Writes an entry with a new event and begins to publish as soon as it is written. The result is that of the write; it neither
     * waits for the publication nor depends on it. An entry that has older events waiting is left to the sweep, which bounds what
     * is in memory.
     */
    public Uni<T> publishing(T next, Function<T, Uni<T>> write) {
        var now = clock.instant();
        var left = next.outbox().events().size() > 1 || next.outbox().isHeld(now, latestLease(now));
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
     * Publishes what was left over, one turn for each entry of a batch: events of requests whose instance died, had too many in flight, or
     * had no broker. Fails when the store does.
     *
     * @return whether more is known to wait
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
                .map(rests -> rests.contains(true) || !round.isEmpty()));
    }

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

    private record Loaded<T>(T entry, Permit memory) {}

    /** The entry, when there is room for it in memory; nothing, when there is nothing to publish any more. */
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

    private boolean isLeftOver(T entry) {
        var now = clock.instant();
        return !entry.outbox().isEmpty() && !entry.outbox().isHeld(now, latestLease(now));
    }

    /** Whether a rest is left for another turn. Fails never. */
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

    /** Publishes an entry that we have leased, and what is added to it meanwhile. What does not fit in a turn is left to the sweep. */
    private Uni<Void> publishAll(T held) {
        return publisher
                .publish(held, rest -> rest.fitInATurn() ? publisher.leased(rest) : rest.released())
                .flatMap(rest -> rest.filter(entry -> entry.outbox().leasedUntil() != null)
                        .map(this::publishAll)
                        .orElse(DONE));
    }

    private void logFailure(Throwable failure) {
        metrics.failed();
        Log.debugf("outbox: not published, left to the sweep cause=%s", failure);
    }
}
