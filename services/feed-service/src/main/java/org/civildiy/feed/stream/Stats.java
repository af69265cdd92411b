package org.civildiy.feed.stream;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The statistics of the streams. Values from Redis are {@code null} while Redis is unavailable. */
@Schema(
        description = "The statistics of the streams; a value that cannot be measured at the moment is null",
        requiredProperties = {
            "global_activity_count",
            "redis_connected",
            "kafka_consumer_active",
            "consumer_lag",
            "events_applied",
            "events_skipped",
            "dead_letters",
            "last_event_at"
        })
public record Stats(
        @Schema(description = "The number of posts in the global stream", nullable = true) @Nullable
        Long globalActivityCount,

        @Schema(description = "Redis has answered") boolean redisConnected,

        @Schema(description = "This instance reads partitions of the topic, and Kafka has answered")
        boolean kafkaConsumerActive,

        @Schema(
                description =
                        "Records of the topic that are not in the streams yet, over all partitions; null also while Kafka is unavailable",
                nullable = true)
        @Nullable
        Long consumerLag,

        @Schema(description = "Events that changed a stream, by all instances", nullable = true) @Nullable
        Long eventsApplied,

        @Schema(description = "Events that changed nothing: seen before, or older than what is known", nullable = true)
        @Nullable
        Long eventsSkipped,

        @Schema(description = "Records that could not be read as events", nullable = true) @Nullable
        Long deadLetters,

        @Schema(
                description = "The time of the newest event that is in the streams; null also before the first",
                nullable = true)
        @Nullable
        Instant lastEventAt) {}
