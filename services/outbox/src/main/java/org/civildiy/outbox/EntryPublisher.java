package org.civildiy.outbox;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.smallrye.mutiny.Uni;

import org.civildiy.outbox.EventSender.Progress;

/**
 * Publishes one turn of an entry's events under a lease and removes those that the broker has acknowledged, also where the turn ends early.
 * An event that is added to the entry meanwhile stays in it.
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
     * Sends the first events of an entry that we have leased, and removes them from it.
     *
     * @param atRest what becomes of the lease where events are left
     * @return the entry where events are left that are ours to publish
     */
    Uni<Optional<T>> publish(T held, UnaryOperator<PendingEvents> atRest) {
        return sender.send(held).flatMap(progress -> {
            metrics.published(held.outbox().events().size()
                    - held.outbox().acknowledged(progress.upTo()).events().size());
            if (progress.failure() == null || progress.needsLongerLease()) {
                return settle(held, held, progress.upTo(), atRest)
                        .onFailure(WriteConflict.class)
                        .recoverWithUni(
                                () -> withCurrent(held, current -> settle(held, current, progress.upTo(), atRest)));
            }
            return giveUp(held, progress).chain(() -> Uni.createFrom().failure(progress.failure()));
        });
    }

    /** Removes what the broker has acknowledged. */
    private Uni<Optional<T>> settle(T held, T current, long upTo, UnaryOperator<PendingEvents> atRest) {
        if (!held.outbox().hasSameLeaseAs(current.outbox())) {
            return nothingLeft();
        }
        var rest = current.outbox().acknowledged(upTo);
        return rest.isEmpty()
                ? store.replace(current, current.withOutbox(rest.released())).chain(() -> nothingLeft())
                : store.replace(current, current.withOutbox(atRest.apply(rest))).map(Optional::of);
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
                () -> store.load(held.key()).flatMap(found -> found.map(replace).orElseGet(this::nothingLeft)));
    }

    /** This entry with a lease of ours. */
    T leased(T entry) {
        return entry.withOutbox(leased(entry.outbox()));
    }

    PendingEvents leased(PendingEvents events) {
        return events.leased(clock.instant().plus(config.lease()));
    }

    private Uni<Optional<T>> nothingLeft() {
        return Uni.createFrom().item(Optional.empty());
    }
}
