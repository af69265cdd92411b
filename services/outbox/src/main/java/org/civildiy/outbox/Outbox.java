package org.civildiy.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import org.civildiy.outbox.EventSender.Progress;

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
 *   <li>more events of an entry than one lease can cover: acknowledged events are removed, the lease is renewed, the rest follows;
 *   <li>too many in flight: the event waits for the sweep;
 *   <li>a record that the broker refuses: its entry waits until the lease expires, and no other entry waits for it;
 *   <li>instance frozen for longer than its lease: an event may be sent late and twice; readers drop it by version.
 * </ul>
 *
 * @param <T> the entry that the service stores
 */
public final class Outbox<T extends OutboxEntry<T>> {
    private static final Uni<Void> DONE = Uni.createFrom().voidItem();

    private final OutboxStore<T> store;
    private final EventSender sender;
    private final BrokerConnection connection;
    private final SerializedWrites writes;
    private final OutboxConfig config;
    private final OutboxMetrics metrics;
    private final Semaphore inFlight;
    private final Clock clock = Clock.systemUTC();

    Outbox(
            OutboxStore<T> store,
            EventSender sender,
            BrokerConnection connection,
            SerializedWrites writes,
            OutboxConfig config,
            OutboxMetrics metrics) {
        this.store = store;
        this.sender = sender;
        this.connection = connection;
        this.writes = writes;
        this.config = config;
        this.metrics = metrics;
        this.inFlight = new Semaphore(config.inFlight());
    }

    /**
     * Writes an entry with a new event and begins to publish as soon as it is written. The result is that of the write; it neither
     * waits for the publication nor depends on it.
     */
    public Uni<T> publishing(T next, Function<T, Uni<T>> write) {
        var now = clock.instant();
        if (!connection.isAvailable() || next.outbox().isLeased(now) || !inFlight.tryAcquire()) {
            return write.apply(next);
        }
        return write.apply(leased(next))
                .invoke(written -> publish(written)
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
     * Publishes what was left over: events of requests whose instance died, had too many in flight, or had no broker.
     *
     * @return how many entries it found, at most {@link OutboxConfig#batch}
     */
    Uni<Integer> publishLeftOver() {
        return store.unleased(config.batch(), clock.instant())
                .flatMap(entries -> Multi.createFrom()
                        .iterable(entries)
                        .onItem()
                        .transformToUni(this::leaseAndPublish)
                        .merge(config.atOnce())
                        .collect()
                        .last()
                        .replaceWith(entries.size()));
    }

    private Uni<Void> leaseAndPublish(T entry) {
        if (!connection.isAvailable()) {
            return DONE;
        }
        return store.replace(entry, leased(entry))
                .flatMap(this::publish)
                .onFailure(failure -> !(failure instanceof WriteConflict))
                .invoke(this::logFailure)
                .onFailure()
                .recoverWithNull();
    }

    /** Sends the events of an entry that we have leased, removes them from it, and continues with what was added meanwhile. */
    private Uni<Void> publish(T held) {
        return sender.send(held).flatMap(progress -> {
            metrics.published(held.outbox().events().size()
                    - held.outbox().acknowledged(progress.upTo()).events().size());
            if (progress.failure() == null || progress.needsLongerLease()) {
                return settle(held, held, progress.upTo())
                        .onFailure(WriteConflict.class)
                        .recoverWithUni(() -> withCurrent(held, current -> settle(held, current, progress.upTo())))
                        .flatMap(more -> more.map(this::publish).orElse(DONE));
            }
            return giveUp(held, progress).chain(() -> Uni.createFrom().failure(progress.failure()));
        });
    }

    /**
     * Removes the acknowledged events. Returns the entry with the remaining ones under a new lease; empty when there are none, or when
     * this instance no longer holds the lease.
     */
    private Uni<Optional<T>> settle(T held, T current, long upTo) {
        if (!held.outbox().hasSameLeaseAs(current.outbox())) {
            return nothingLeft();
        }
        var rest = current.outbox().acknowledged(upTo);
        return rest.isEmpty()
                ? store.replace(current, current.withOutbox(rest.released())).chain(() -> nothingLeft())
                : store.replace(current, current.withOutbox(rest.leased(leaseEnd())))
                        .map(Optional::of);
    }

    /**
     * Removes what was acknowledged before the failure. An unavailable broker was the cause: gives the lease back as well, so
     * that the next sweep has the entry at once. Best effort: otherwise the sweep waits until the lease expires.
     */
    private Uni<Void> giveUp(T held, Progress progress) {
        var unavailable = !connection.isAvailable();
        if (!unavailable && progress.upTo() == 0) {
            return DONE;
        }
        return withCurrent(held, current -> {
                    var rest = current.outbox().acknowledged(progress.upTo());
                    return held.outbox().hasSameLeaseAs(current.outbox())
                            ? store.replace(current, current.withOutbox(unavailable ? rest.released() : rest))
                                    .map(Optional::of)
                            : nothingLeft();
                })
                .onFailure()
                .recoverWithItem(Optional.empty())
                .replaceWithVoid();
    }

    private Uni<Optional<T>> withCurrent(T held, Function<T, Uni<Optional<T>>> replace) {
        return writes.run(
                held.key(),
                () -> store.load(held).flatMap(found -> found.map(replace).orElseGet(this::nothingLeft)));
    }

    private T leased(T entry) {
        return entry.withOutbox(entry.outbox().leased(leaseEnd()));
    }

    private Instant leaseEnd() {
        return clock.instant().plus(config.lease());
    }

    private Uni<Optional<T>> nothingLeft() {
        return Uni.createFrom().item(Optional.empty());
    }

    private void logFailure(Throwable failure) {
        metrics.failed();
        Log.debugf("outbox: not published, left to the sweep cause=%s", failure);
    }
}
