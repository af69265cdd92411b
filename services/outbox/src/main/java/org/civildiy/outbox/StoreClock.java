package org.civildiy.outbox;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

/**
 * The clock of the store's server, which all instances share. Each sweep asks for the server's time. Between two sweeps the time advances
 * with the machine's monotonic clock. So a wall clock that is wrong, or jumps, affects neither leases nor expiry.
 *
 * <p>Until the first answer of the store this clock shows the machine's time. While the store does not answer, nothing can be written.
 */
@Singleton
public final class StoreClock extends Clock {
    private volatile Reading last = new Reading(Instant.now(), System.nanoTime());

    /** A time of the store, and the value of the machine's monotonic clock at that time. */
    private record Reading(Instant time, long nanos) {}

    /** Adopts the store's time. The answer counts as the time halfway between the request and the response. */
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
