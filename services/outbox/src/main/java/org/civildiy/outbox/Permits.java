package org.civildiy.outbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * A counting semaphore on which no thread waits: first come, first served. A share that is larger than the capacity is granted when
 * nothing else is held.
 */
final class Permits {
    private final long capacity;
    private final Deque<Permit> waiting = new ArrayDeque<>();
    private long held;

    Permits(long capacity) {
        this.capacity = capacity;
    }

    /** A share of the capacity: requested, granted, and released by whoever requested it, granted or not. */
    final class Permit {
        private final long share;
        private final CompletableFuture<Void> granted = new CompletableFuture<>();
        private boolean counted;

        private Permit(long share) {
            this.share = share;
        }

        boolean isGranted() {
            return granted.isDone();
        }

        /** Completes when the share is granted. */
        Uni<Void> granted() {
            return Uni.createFrom().completionStage(granted::copy);
        }

        /** Ends the request or gives the share back; a second time changes nothing. */
        void release() {
            synchronized (Permits.this) {
                waiting.remove(this);
                held -= counted ? share : 0;
                counted = false;
            }
            grantThoseThatFit();
        }
    }

    Permit request(long share) {
        var permit = new Permit(share);
        synchronized (this) {
            waiting.add(permit);
        }
        grantThoseThatFit();
        return permit;
    }

    private void grantThoseThatFit() {
        for (var next = nextThatFits(); next != null; next = nextThatFits()) {
            next.granted.complete(null);
        }
    }

    private synchronized @Nullable Permit nextThatFits() {
        var first = waiting.peek();
        if (first == null || (held > 0 && held + first.share > capacity)) {
            return null;
        }
        held += first.share;
        first.counted = true;
        return waiting.poll();
    }
}
