package org.civildiy.feed.live;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import org.jspecify.annotations.Nullable;

/**
 * A listener of the live stream, and the events that wait to be sent to it. When this queue is full the listener is disconnected: it
 * would otherwise miss some. It reconnects with the id of the last entry that it received, and misses nothing.
 */
final class Listener {
    private static final int LARGEST_BACKLOG = 256;

    private final ArrayBlockingQueue<LiveEvent> backlog = new ArrayBlockingQueue<>(LARGEST_BACKLOG);
    private final UnicastProcessor<LiveEvent> events = UnicastProcessor.create(backlog, () -> {});
    private final AtomicReference<@Nullable LiveEntryId> caughtUp;
    private final Runnable disconnect;

    /**
     * @param after the last entry that it has received; {@code null} for a new listener
     * @param disconnect closes the connection, whatever waits to be sent on it
     */
    Listener(@Nullable LiveEntryId after, Runnable disconnect) {
        this.caughtUp = new AtomicReference<>(after);
        this.disconnect = disconnect;
    }

    /** Emits an event, and returns whether the queue had room for it; from one thread at a time. */
    boolean emit(LiveEvent event) {
        if (backlog.remainingCapacity() == 0) {
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

    /** First the entries of the log after the last one received, then those emitted since it has joined; none twice. */
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

    private boolean isNew(LiveEvent event) {
        var id = event.id();
        var known = caughtUp.get();
        return id == null || known == null || known.isBefore(id);
    }
}
