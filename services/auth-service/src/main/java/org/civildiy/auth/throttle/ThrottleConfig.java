package org.civildiy.auth.throttle;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Limits on failed password attempts for one account. A value out of bounds stops the service at start-up, with a message that names
 * the setting and its bounds.
 */
@ConfigMapping(prefix = "auth.throttle")
interface ThrottleConfig {
    /** Failed attempts within the window that lock the account ({@code AUTH_THROTTLE_FAILURES}). */
    @WithDefault("10")
    @Min(3)
    @Max(100)
    int failures();

    /**
     * How long a failed attempt counts ({@code AUTH_THROTTLE_WINDOW}). It is also the longest time for which a stranger's failures can
     * lock an account.
     */
    @WithDefault("PT15M")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 15)
    Duration window();

    /** The upper bound of a response's delay ({@code AUTH_THROTTLE_LONGEST_DELAY}). */
    @WithDefault("PT1S")
    @DurationMin(millis = 0)
    @DurationMax(seconds = 5)
    Duration longestDelay();
}
