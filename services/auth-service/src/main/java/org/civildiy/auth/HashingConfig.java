package org.civildiy.auth;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * What hashing a password costs, and how much of it goes on at the same time. The defaults of the cost are what OWASP's Password
 * Storage Cheat Sheet names for Argon2id; a password that was hashed at a lower cost is hashed again when its owner next logs in.
 * Checked at start-up.
 */
@ConfigMapping(prefix = "auth.hashing")
interface HashingConfig {
    /** KiB of memory for one hash. */
    @WithDefault("19456")
    @Min(64)
    @Max(1_048_576)
    int memory();

    /** Passes over that memory. */
    @WithDefault("2")
    @Min(1)
    @Max(100)
    int iterations();

    /** Lanes (the {@code p} of Argon2). */
    @WithDefault("1")
    @Min(1)
    @Max(8)
    int lanes();

    /** Hashes computed at the same time; 0 means one for every two cores, or fewer where the heap is small. */
    @WithDefault("0")
    @Min(0)
    @Max(64)
    int threads();

    /** Hashes that wait for their turn; one more is answered with 503. */
    @WithDefault("64")
    @Min(1)
    @Max(10_000)
    int waiting();

    /** How long one waits at most; who has waited longer is answered with 503. */
    @WithDefault("PT4S")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 30)
    Duration patience();
}
