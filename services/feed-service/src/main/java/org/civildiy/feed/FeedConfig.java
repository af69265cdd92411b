package org.civildiy.feed;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the streams are kept. Checked at start-up: a bad value stops the service with its name and bounds. */
@ConfigMapping(prefix = "feed")
interface FeedConfig {
    /** Posts in the global stream. */
    @WithDefault("1000")
    @Min(1)
    @Max(10_000)
    int globalSize();

    /** Posts in one user's stream. */
    @WithDefault("100")
    @Min(1)
    @Max(1_000)
    int userSize();

    /** Deleted posts that are remembered, so that an event that comes late does not bring one back. */
    @WithDefault("10000")
    @Min(100)
    @Max(100_000)
    int deletedSize();

    /** The consumer group whose instances share the partitions, as operators' tools show it. */
    @WithDefault("feed-service")
    @NotBlank
    String group();

    /** How long Redis or Kafka may take to answer before they count as away. */
    @WithDefault("2s")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 10)
    Duration patience();

    /** The longest pause between two attempts while a backend is away. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration longestPause();

    /** How many may listen to the live stream at one instance. */
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int listeners();

    /** How long a listener hears nothing at the most, on a day when nothing happens. */
    @WithDefault("10s")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 12)
    Duration heartbeat();
}
