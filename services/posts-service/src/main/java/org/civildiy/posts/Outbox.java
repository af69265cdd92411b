package org.civildiy.posts;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Puts the events of posts on the topic, each at least once and in version order for its post.
 *
 * <p>An event leaves its document only after the broker has acknowledged it. Whoever publishes the events of a post holds a
 * lease on it, which is set by the same write that made the event, or by a sweep; so at any time one instance publishes a post,
 * all its events in order, and what comes meanwhile is published by the same holder afterwards. Otherwise a late copy of an old
 * event could end up behind the newest one, and a compacted topic would remember the old.
 *
 * <ul>
 *   <li>dies before the acknowledgement, or between it and the removal: the lease runs out, and any instance's sweep sends the
 *       events again; readers drop the double by version;
 *   <li>broker away: events stay in their documents, sweeps back off, writes go on being accepted and do not even try;
 *   <li>too many on their way: the event waits for the sweep;
 *   <li>a record that the broker refuses as such: its post waits for its lease to run out, and no other post waits for it;
 *   <li>frozen for longer than its lease: an event may be sent late and twice; readers drop it by version.
 * </ul>
 */
@ApplicationScoped
class Outbox {
    private static final Uni<Void> DONE = Uni.createFrom().voidItem();
    private static final Uni<Optional<StoredPost>> NOTHING_LEFT =
            Uni.createFrom().item(Optional.empty());

    private final PostStore store;
    private final EventTopic topic;
    private final SerializedWrites writes;
    private final OutboxConfig config;
    private final OutboxMetrics metrics;
    private final Semaphore inFlight;
    private final Clock clock = Clock.systemUTC();

    Outbox(PostStore store, EventTopic topic, SerializedWrites writes, OutboxConfig config, OutboxMetrics metrics) {
        this.store = store;
        this.topic = topic;
        this.writes = writes;
        this.config = config;
        this.metrics = metrics;
        this.inFlight = new Semaphore(config.inFlight());
    }

    /**
     * Writes a post with a new event and begins to publish as soon as it is written. The answer is that of the write and does not
     * wait for the publication, which leaves no trace in it.
     */
    Uni<StoredPost> publishing(StoredPost next, Instant now, Function<StoredPost, Uni<StoredPost>> write) {
        if (topic.isAway() || next.isLeased(now) || !inFlight.tryAcquire()) {
            return write.apply(next);
        }
        return write.apply(next.leased(now.plus(config.lease())))
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
     * Publishes what was left over: events of requests whose instance died, was too busy or had no broker.
     *
     * @return how many posts it found, at most {@link OutboxConfig#batch}
     */
    Uni<Integer> publishLeftOver() {
        return store.leftOver(config.batch(), clock.instant())
                .flatMap(posts -> Multi.createFrom()
                        .iterable(posts)
                        .onItem()
                        .transformToUni(this::claimAndPublish)
                        .merge(config.atOnce())
                        .collect()
                        .last()
                        .replaceWith(posts.size()));
    }

    private Uni<Void> claimAndPublish(StoredPost post) {
        if (topic.isAway()) {
            return DONE;
        }
        return store.swap(post, post.leased(clock.instant().plus(config.lease())))
                .flatMap(this::publish)
                .onFailure(failure -> !(failure instanceof Overtaken))
                .invoke(this::logFailure)
                .onFailure()
                .recoverWithNull();
    }

    /** Sends all events of a post that we hold, takes them out of its document, and goes on with what came to it meanwhile. */
    private Uni<Void> publish(StoredPost held) {
        var upTo = held.unpublished().getLast().version();
        return topic.send(held)
                .invoke(() -> metrics.published(held.unpublished().size()))
                .onFailure()
                .call(failure -> topic.isAway() ? release(held) : DONE)
                .chain(() -> settle(held, held, upTo)
                        .onFailure(Overtaken.class)
                        .recoverWithUni(() -> withCurrent(held, current -> settle(held, current, upTo))))
                .flatMap(more -> more.map(this::publish).orElse(DONE));
    }

    /** Takes out of the document what the broker has acknowledged; the answer is what is left, if that is for us to publish. */
    private Uni<Optional<StoredPost>> settle(StoredPost held, StoredPost current, long upTo) {
        if (!held.leasedUntil().equals(current.leasedUntil())) {
            return NOTHING_LEFT;
        }
        var after = current.published(upTo);
        if (after.isOver()) {
            return store.remove(current).chain(() -> NOTHING_LEFT);
        }
        return after.unpublished().isEmpty()
                ? store.swap(current, after).chain(() -> NOTHING_LEFT)
                : store.swap(current, after.leased(clock.instant().plus(config.lease())))
                        .map(Optional::of);
    }

    /** Lets the next sweep have the post at once. Best effort: without it the sweep waits for the lease to run out. */
    private Uni<Void> release(StoredPost held) {
        return withCurrent(
                        held,
                        current -> held.leasedUntil().equals(current.leasedUntil())
                                ? store.swap(current, current.published(0)).map(Optional::of)
                                : NOTHING_LEFT)
                .onFailure()
                .recoverWithItem(Optional.empty())
                .replaceWithVoid();
    }

    private Uni<Optional<StoredPost>> withCurrent(
            StoredPost held, Function<StoredPost, Uni<Optional<StoredPost>>> replace) {
        return writes.execute(
                held.id(),
                () -> store.load(held.id()).flatMap(found -> found.map(replace).orElse(NOTHING_LEFT)));
    }

    private void logFailure(Throwable failure) {
        metrics.failed();
        Log.debugf("outbox: not published, left to the sweep cause=%s", failure);
    }
}
