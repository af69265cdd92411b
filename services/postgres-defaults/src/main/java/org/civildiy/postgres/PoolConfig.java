package org.civildiy.postgres;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Timeouts of the connection pool, and the bound of its wait queue. Checked at start-up. */
@ConfigMapping(prefix = "service.database")
interface PoolConfig {
    /** The timeout of a request's database work; after it the response is 503. */
    @WithDefault("2500ms")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 30)
    Duration answerWithin();

    /** The timeout for opening a connection. */
    @WithDefault("2s")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 30)
    Duration connectWithin();

    /** The requests that may wait for a free connection; one more is answered with 503 at once. */
    @WithDefault("200")
    @Min(1)
    @Max(10_000)
    int waiting();
}
