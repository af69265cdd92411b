package org.civildiy.auth.throttle;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;

import org.civildiy.auth.password.Passwords;

/**
 * Lets tries at one account go one after the other within this instance, in the order of asking: each sees the failures of those
 * before it, so that a hundred at once get no further than a hundred in a row. Whoever would wait longer than {@link #PATIENCE}, or
 * as one more than {@link #WAITING} over all accounts, fails with 503.
 */
@Singleton
class Turns {
    static final int WAITING = 256;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<ThrottleKey, CompletableFuture<Void>> last = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(WAITING);

    /** What {@code work} comes to, when those before it have ended; delivered on the Vert.x context of the subscriber. */
    <T> Uni<T> take(ThrottleKey account, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            if (!room.tryAcquire()) {
                return Uni.createFrom().failure(Passwords.busy());
            }
            var ended = new CompletableFuture<Void>();
            var before = last.put(account, ended);
            return endOf(before).chain(turn -> work.get()).onTermination().invoke(() -> {
                room.release();
                leave(account, before, ended);
            });
        });
    }

    /** Who has given up waiting still stands in the line until those before have ended, so that nobody overtakes them. */
    private void leave(ThrottleKey account, CompletableFuture<Void> before, CompletableFuture<Void> ended) {
        over(before).subscribe().with(done -> {
            last.remove(account, ended);
            ended.complete(null);
        });
    }

    private static Uni<Void> over(CompletableFuture<Void> before) {
        return before == null ? Uni.createFrom().voidItem() : Uni.createFrom().completionStage(before::copy);
    }

    private static Uni<Void> endOf(CompletableFuture<Void> before) {
        var context = Vertx.currentContext();
        var waited = over(before).ifNoItem().after(PATIENCE).failWith(Passwords::busy);
        return before == null || context == null ? waited : waited.emitOn(MutinyHelper.executor(context));
    }
}
