package org.civildiy.postgres;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long a request waits for PostgreSQL, and how many wait at the same time. Checked at start-up. */
@ConfigMapping(prefix = "service.database")
interface PoolConfig {
    /** From the start of its database work until the client is told 503. */
    @WithDefault("2500ms")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 30)
    Duration answerWithin();

    /** Until PostgreSQL's host takes a new connection. */
    @WithDefault("2s")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 30)
    Duration connectWithin();

    /** Requests that may wait for a free connection; one more is answered at once with 503. */
    @WithDefault("200")
    @Min(1)
    @Max(10_000)
    int waiting();
}
