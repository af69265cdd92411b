package org.civildiy.feed;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who listens, and what waits to be sent to them. Who reads so slowly that this is full is cut off, instead of being told
 * with a gap: coming back with the last position that arrived, they miss nothing.
 */
final class Listener {
    private static final int LARGEST_BACKLOG = 256;

    private final ArrayBlockingQueue<LiveEvent> backlog = new ArrayBlockingQueue<>(LARGEST_BACKLOG);
    private final UnicastProcessor<LiveEvent> events = UnicastProcessor.create(backlog, () -> {});
    private final AtomicReference<@Nullable LivePosition> caughtUp;
    private final Runnable cutOff;

    /**
     * @param after the last that they know of; {@code null} for who begins now
     * @param cutOff ends their connection, whatever waits to be sent on it
     */
    Listener(@Nullable LivePosition after, Runnable cutOff) {
        this.caughtUp = new AtomicReference<>(after);
        this.cutOff = cutOff;
    }

    /** Tells them, and returns whether they could take it; from one thread at a time. */
    boolean tell(LiveEvent event) {
        if (backlog.remainingCapacity() == 0) {
            end();
            cutOff.run();
            return false;
        }
        events.onNext(event);
        return true;
    }

    /** Nothing more comes. */
    void end() {
        events.onComplete();
    }

    /** First what the log has after their position, then what they were told since they are here; nothing twice. */
    Multi<LiveEvent> events(LiveLog log) {
        var since = events.filter(this::isNews);
        var after = caughtUp.get();
        return after == null ? since : Multi.createBy().concatenating().streams(missed(log), since);
    }

    private Multi<LiveEvent> missed(LiveLog log) {
        return Multi.createBy()
                .repeating()
                .uni(() -> log.pageAfter(caughtUp.get())
                        .invoke(page -> page.forEach(event -> caughtUp.set(event.position()))))
                .until(page -> page.isEmpty())
                .onItem()
                .disjoint();
    }

    private boolean isNews(LiveEvent event) {
        var position = event.position();
        var known = caughtUp.get();
        return position == null || known == null || known.isBefore(position);
    }
}
