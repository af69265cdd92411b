package org.civildiy.feed.live;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import org.jspecify.annotations.Nullable;

/**
 * A listener of the live stream: the connection of one client, and the queue of events that wait to be sent to this client.
 *
 * <p>When the queue is full, the client is disconnected, because it would otherwise miss events. The client reconnects with the id of the
 * last entry that it received, and so gets the missed events.
 */
final class Listener {
    private static final int QUEUE_CAPACITY = 256;

    private final ArrayBlockingQueue<LiveEvent> waiting = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
    private final UnicastProcessor<LiveEvent> events = UnicastProcessor.create(waiting, () -> {});

    /** The last entry that the client received earlier, or that was read from the live log for it; {@code null} for a new client. */
    private final AtomicReference<@Nullable LiveEntryId> caughtUp;

    private final Runnable disconnect;

    /**
     * @param after the last entry that the client has received before it reconnected; {@code null} for a new client
     * @param disconnect closes the connection at once, even if events wait to be sent
     */
    Listener(@Nullable LiveEntryId after, Runnable disconnect) {
        this.caughtUp = new AtomicReference<>(after);
        this.disconnect = disconnect;
    }

    /** Adds an event to the queue; false when the queue is full: then the client is disconnected. To be called by one thread at a time. */
    boolean emit(LiveEvent event) {
        if (waiting.remainingCapacity() == 0) {
            complete();
            disconnect.run();
            return false;
        }
        events.onNext(event);
        return true;
    }

    /** Completes the stream of events. */
    void complete() {
        events.onComplete();
    }

    /**
     * The events to send: first the entries of the live log after the last one that the client has received, then the events that were
     * emitted to this listener. An entry that is in both is sent once.
     */
    Multi<LiveEvent> events(LiveLog log) {
        var live = events.filter(this::isNew);
        var after = caughtUp.get();
        return after == null ? live : Multi.createBy().concatenating().streams(missed(log), live);
    }

    private Multi<LiveEvent> missed(LiveLog log) {
        return Multi.createBy()
                .repeating()
                .uni(() ->
                        log.pageAfter(caughtUp.get()).invoke(page -> page.forEach(event -> caughtUp.set(event.id()))))
                .until(page -> page.isEmpty())
                .onItem()
                .disjoint();
    }

    /** Whether the event was not sent as a missed entry already. */
    private boolean isNew(LiveEvent event) {
        var id = event.id();
        var known = caughtUp.get();
        return id == null || known == null || known.isBefore(id);
    }
}
