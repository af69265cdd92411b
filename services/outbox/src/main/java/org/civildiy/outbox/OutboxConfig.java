package org.civildiy.outbox;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Configuration of the outbox. A value out of bounds stops the service at start-up, with a message that names the setting and its
 * bounds.
 */
@ConfigMapping(prefix = "outbox")
public interface OutboxConfig {
    /** The outgoing channel ({@code mp.messaging.outgoing.<channel>}) that carries the events. */
    String channel();

    /** The prefix of the metrics' names. */
    @WithDefault("outbox")
    String metrics();

    /** The pause between two sweeps when no event is left over. */
    @WithDefault("1s")
    @DurationMin(millis = 10)
    @DurationMax(seconds = 60)
    Duration sweepInterval();

    /** The longest pause between two attempts while the broker is unavailable. */
    @WithDefault("5s")
    @DurationMin(millis = 10)
    @DurationMax(seconds = 60)
    Duration longestPause();

    /** The most entries of one batch. A sweep publishes batch after batch. */
    @WithDefault("100")
    @Min(1)
    @Max(10_000)
    int batch();

    /** Entries that one sweep publishes concurrently. */
    @WithDefault("32")
    @Min(1)
    @Max(1_000)
    int atOnce();

    /** Requests whose events are in flight at the same time; the events of further requests are left to the sweep. */
    @WithDefault("256")
    @Min(1)
    @Max(10_000)
    int inFlight();

    /**
     * How long a publisher holds the lease on an entry. It must be longer than {@link ProducerSettings#MAX_SEND_TIME} plus the difference
     * between the clocks of two instances. When an instance dies, its events wait until the lease expires.
     */
    @WithDefault("10s")
    @DurationMin(seconds = 5)
    @DurationMax(minutes = 5)
    Duration lease();
}
