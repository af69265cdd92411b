package org.civildiy.auth.throttle;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Limits on failed password attempts at one account. A value out of bounds stops the service at start-up, with a message that names
 * the setting and its bounds.
 */
@ConfigMapping(prefix = "auth.throttle")
interface ThrottleConfig {
    /** Failed attempts of one source within the window that lock the account for this source ({@code AUTH_THROTTLE_FAILURES}). */
    @WithDefault("10")
    @Min(3)
    @Max(100)
    int failures();

    /**
     * Failed attempts of all sources together within the window that lock the account for every source from which nobody has logged in
     * to it ({@code AUTH_THROTTLE_ACCOUNT_FAILURES}). It bounds the attempts of an attacker with many addresses.
     */
    @WithDefault("100")
    @Min(10)
    @Max(10_000)
    int accountFailures();

    /**
     * How long a failed attempt counts ({@code AUTH_THROTTLE_WINDOW}). It is also the longest time for which failures lock an account
     * when no other failures follow.
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

    /**
     * The operator's proxies before the gateway ({@code TRUSTED_PROXY_COUNT}, the same number as the gateway's). So many entries at the
     * end of {@code X-Forwarded-For} are theirs, and the one before is the client's.
     */
    @WithDefault("0")
    @Min(0)
    @Max(10)
    int trustedProxies();
}
