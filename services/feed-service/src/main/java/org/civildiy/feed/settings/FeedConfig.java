package org.civildiy.feed.settings;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Configuration of the activity streams. A value out of bounds stops the service at start-up, with a message that names the setting
 * and its bounds.
 */
@ConfigMapping(prefix = "feed")
public interface FeedConfig {
    /** The most posts in the global stream. */
    @WithDefault("1000")
    @Min(1)
    @Max(10_000)
    int globalSize();

    /** The most posts in one user's stream. */
    @WithDefault("100")
    @Min(1)
    @Max(1_000)
    int userSize();

    /** How many deleted posts Redis remembers, so that a late event does not bring a deleted post back. */
    @WithDefault("10000")
    @Min(100)
    @Max(100_000)
    int deletedSize();

    /** The consumer group whose instances share the partitions, as operators' tools show it. */
    @WithDefault("feed-service")
    @NotBlank
    String group();

    /** The timeout of Redis and Kafka: a backend that does not respond in this time counts as unavailable. */
    @WithName("patience")
    @WithDefault("2s")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 10)
    Duration timeout();

    /** The longest pause between two attempts while a backend is unavailable. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration longestPause();

    /** The most listeners of the live stream at one instance. */
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int listeners();

    /** The time between two heartbeats of the live stream: comments that show that the connection is alive. */
    @WithDefault("10s")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 12)
    Duration heartbeat();
}
