package org.civildiy.outbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * A counting semaphore without waiting threads: a request completes asynchronously when its share is free. Requests are granted in the
 * order in which they were made. A share that is larger than the capacity is granted when no other share is held.
 */
final class Permits {
    private final long capacity;
    private final Deque<Permit> waiting = new ArrayDeque<>();
    private long held;

    Permits(long capacity) {
        this.capacity = capacity;
    }

    /** A requested share of the capacity. Whoever has requested the share must release it, even if it was never granted. */
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

        /** Cancels the request, or gives back the share that was granted. A second call changes nothing. */
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
