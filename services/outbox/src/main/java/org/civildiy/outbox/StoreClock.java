package org.civildiy.outbox;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

/**
 * The time of the store's server, which every instance that writes to it shares. Each sweep asks for it. In between the time goes on with
 * the monotonic clock of the machine, so a wall clock that is wrong, or jumps, changes neither a lease nor what has expired.
 *
 * <p>Before the store has answered for the first time, it is the machine's time; nothing can be written by then.
 */
@Singleton
public final class StoreClock extends Clock {
    private volatile Reading last = new Reading(Instant.now(), System.nanoTime());

    /** A time of the store and when it was, on the monotonic clock of the machine. */
    private record Reading(Instant time, long nanos) {}

    /** Adopts the store's time. Its answer is taken for the time in the middle between question and answer. */
    Uni<Void> synchronize(Uni<Instant> storeTime) {
        return Uni.createFrom().deferred(() -> {
            var asked = System.nanoTime();
            return storeTime
                    .invoke(time -> last = new Reading(time, asked + (System.nanoTime() - asked) / 2))
                    .replaceWithVoid();
        });
    }

    @Override
    public Instant instant() {
        var reading = last;
        return reading.time().plusNanos(System.nanoTime() - reading.nanos());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Times of the store are instants; no part of this system shows them in a zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("only UTC");
    }
}
