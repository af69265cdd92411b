package org.civildiy.auth.password;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The cost of a password hash, and the limits of the {@link HashingPool}. The default cost is the one that OWASP's Password Storage Cheat
 * Sheet gives for Argon2id. A password that was hashed at a lower cost is hashed again at the next login of its owner. The values are
 * checked at start-up.
 */
@ConfigMapping(prefix = "auth.hashing")
interface HashingConfig {
    /** KiB of memory for one hash. */
    @WithDefault("19456")
    @Min(64)
    @Max(1_048_576)
    int memory();

    /** The number of passes over the memory. */
    @WithDefault("2")
    @Min(1)
    @Max(100)
    int iterations();

    /** The number of lanes (the {@code p} of Argon2). */
    @WithDefault("1")
    @Min(1)
    @Max(8)
    int lanes();

    /** The number of hashes that are computed at the same time; 0 means one for every two cores, or fewer where the heap is small. */
    @WithDefault("0")
    @Min(0)
    @Max(64)
    int threads();

    /** The maximum number of hashes that wait in the queue. When the queue is full, a request gets 503. */
    @WithDefault("64")
    @Min(1)
    @Max(10_000)
    int waiting();

    /** The maximum time that a hash waits in the queue. After that time the request gets 503. */
    @WithName("patience")
    @WithDefault("PT4S")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 30)
    Duration queueTimeout();
}
