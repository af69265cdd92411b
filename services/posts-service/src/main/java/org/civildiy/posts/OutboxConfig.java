package org.civildiy.posts;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How events get from the documents to the topic. Checked at start-up: a bad value stops the service with its name and bounds. */
@ConfigMapping(prefix = "outbox")
interface OutboxConfig {
    /** The pause between two sweeps when nothing is left over. */
    @WithDefault("1s")
    @DurationMin(millis = 10)
    @DurationMax(seconds = 60)
    Duration sweepInterval();

    /** The longest pause between two tries while the broker is away. */
    @WithDefault("5s")
    @DurationMin(millis = 10)
    @DurationMax(seconds = 60)
    Duration longestPause();

    /** Posts in one sweep. */
    @WithDefault("100")
    @Min(1)
    @Max(10_000)
    int batch();

    /** Posts that one sweep publishes at the same time. */
    @WithDefault("32")
    @Min(1)
    @Max(1_000)
    int atOnce();

    /** Requests whose events are on their way at the same time; what is beyond is left to the sweep. */
    @WithDefault("256")
    @Min(1)
    @Max(10_000)
    int inFlight();

    /**
     * How long a publication keeps its post to itself. It must outlast {@link EventTopic#SLOWEST_SEND} by what the clocks of two
     * instances may differ; when an instance dies, its events wait for so long.
     */
    @WithDefault("10s")
    @DurationMin(seconds = 5)
    @DurationMax(minutes = 5)
    Duration lease();
}
