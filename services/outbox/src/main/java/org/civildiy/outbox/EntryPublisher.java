package org.civildiy.outbox;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.smallrye.mutiny.Uni;

import org.civildiy.outbox.EventSender.Progress;

/**
 * The publisher of an entry: under a lease, it sends one turn of the entry's events. Then it removes the acknowledged events from the
 * entry, even if the turn has ended early. Events that were added to the entry meanwhile stay in the entry.
 *
 * @param <T> the entry that the service stores
 */
final class EntryPublisher<T extends OutboxEntry<T>> {
    private static final Uni<Void> DONE = Uni.createFrom().voidItem();

    private final OutboxStore<T> store;
    private final EventSender sender;
    private final BrokerConnection connection;
    private final SerializedWrites writes;
    private final OutboxConfig config;
    private final OutboxMetrics metrics;
    private final StoreClock clock;

    EntryPublisher(
            OutboxStore<T> store,
            EventSender sender,
            BrokerConnection connection,
            SerializedWrites writes,
            OutboxConfig config,
            OutboxMetrics metrics,
            StoreClock clock) {
        this.store = store;
        this.sender = sender;
        this.connection = connection;
        this.writes = writes;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Sends the first events of an entry that this instance has leased, and removes them from the entry.
     *
     * @param ifLeft renews or releases the lease when events are left in the entry
     * @return the stored entry when events are left in it; empty when none are left, or when another publisher has taken the lease
     */
    Uni<Optional<T>> publish(T held, UnaryOperator<PendingEvents> ifLeft) {
        return sender.send(held).flatMap(progress -> {
            metrics.published(held.outbox().events().size()
                    - held.outbox().acknowledged(progress.upTo()).events().size());
            if (progress.failure() == null || progress.needsLongerLease()) {
                return settle(held, held, progress.upTo(), ifLeft)
                        .onFailure(WriteConflict.class)
                        .recoverWithUni(
                                () -> withCurrent(held, current -> settle(held, current, progress.upTo(), ifLeft)));
            }
            return giveUp(held, progress).chain(() -> Uni.createFrom().failure(progress.failure()));
        });
    }

    /** Removes the acknowledged events from the entry, if the lease is still the same. */
    private Uni<Optional<T>> settle(T held, T current, long upTo, UnaryOperator<PendingEvents> ifLeft) {
        if (!held.outbox().hasSameLeaseAs(current.outbox())) {
            return nothingLeft();
        }
        var left = current.outbox().acknowledged(upTo);
        return left.isEmpty()
                ? store.replace(current, current.withOutbox(left.released())).chain(() -> nothingLeft())
                : store.replace(current, current.withOutbox(ifLeft.apply(left))).map(Optional::of);
    }

    /**
     * Removes the events that were acknowledged before the failure. If the broker is unavailable, the lease is released as well, so that
     * the next sweep can publish the entry at once. If the removal fails, the sweep waits until the lease expires.
     */
    private Uni<Void> giveUp(T held, Progress progress) {
        var unavailable = !connection.isAvailable();
        if (!unavailable && progress.upTo() == 0) {
            return DONE;
        }
        UnaryOperator<PendingEvents> ifLeft = unavailable ? PendingEvents::released : UnaryOperator.identity();
        return withCurrent(held, current -> settle(held, current, progress.upTo(), ifLeft))
                .onFailure()
                .recoverWithItem(Optional.empty())
                .replaceWithVoid();
    }

    /** Loads the entry as it is stored now, and replaces it. */
    private Uni<Optional<T>> withCurrent(T held, Function<T, Uni<Optional<T>>> replace) {
        return writes.run(
                held.key(),
                () -> store.load(held.key()).flatMap(found -> found.map(replace).orElseGet(this::nothingLeft)));
    }

    /** The entry with a new lease of this instance. */
    T leased(T entry) {
        return entry.withOutbox(leased(entry.outbox()));
    }

    /** The events with a new lease of this instance. */
    PendingEvents leased(PendingEvents events) {
        return events.leased(clock.instant().plus(config.lease()));
    }

    private Uni<Optional<T>> nothingLeft() {
        return Uni.createFrom().item(Optional.empty());
    }
}
