package org.civildiy.postgres;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Timeouts of the connection pool, and the bound of its wait queue. The values are checked at start-up. */
@ConfigMapping(prefix = "service.database")
interface PoolConfig {
    /** The timeout for the database work of a request. After the timeout the response is 503. */
    @WithDefault("2500ms")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 30)
    Duration answerWithin();

    /** The timeout for opening a connection. */
    @WithDefault("2s")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 30)
    Duration connectWithin();

    /** The maximum number of requests that wait for a free connection. A further request gets 503 at once. */
    @WithDefault("200")
    @Min(1)
    @Max(10_000)
    int waiting();
}
