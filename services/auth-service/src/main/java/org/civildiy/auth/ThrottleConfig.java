package org.civildiy.auth;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How many tries at one account may fail. Checked at start-up: a bad value stops the service with its name and bounds. */
@ConfigMapping(prefix = "auth.throttle")
interface ThrottleConfig {
    /** Failed tries within the window after which there is no other ({@code AUTH_THROTTLE_FAILURES}). */
    @WithDefault("10")
    @Min(3)
    @Max(100)
    int failures();

    /**
     * How long a failed try counts ({@code AUTH_THROTTLE_WINDOW}), and so the longest that a stranger can shut somebody out by
     * it.
     */
    @WithDefault("PT15M")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 15)
    Duration window();

    /** The longest that a try is made to wait for its answer ({@code AUTH_THROTTLE_LONGEST_DELAY}). */
    @WithDefault("PT1S")
    @DurationMin(millis = 0)
    @DurationMax(seconds = 5)
    Duration longestDelay();
}
