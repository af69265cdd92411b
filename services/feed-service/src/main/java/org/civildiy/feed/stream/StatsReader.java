package org.civildiy.feed.stream;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

import org.civildiy.feed.kafka.KafkaAdmin;
import org.civildiy.feed.projection.OffsetSynchronizer;
import org.civildiy.feed.redis.FeedKeys;
import org.civildiy.feed.settings.FeedConfig;

import static io.smallrye.mutiny.vertx.UniHelper.toUni;
import static org.civildiy.feed.redis.FeedKeys.READ;

/**
 * The statistics of the streams, measured for each request. When a backend does not respond within the configured timeout, its values are
 * {@code null}; the values of the other backend are still returned.
 */
@ApplicationScoped
class StatsReader {
    private static final String[] COUNTERS = {"events_applied", "events_skipped", "dead_letters", "last_event_at"};

    private final Redis redis;
    private final KafkaAdmin kafka;
    private final OffsetSynchronizer offsets;
    private final FeedConfig config;

    StatsReader(Redis redis, KafkaAdmin kafka, OffsetSynchronizer offsets, FeedConfig config) {
        this.redis = redis;
        this.kafka = kafka;
        this.offsets = offsets;
        this.config = config;
    }

    /** The current statistics. */
    Uni<Stats> now() {
        Uni<List<Response>> stored = orNull("Redis", stored());
        Uni<Map<Integer, Long>> ends = orNull("Kafka", kafka.ends());
        return Uni.combine().all().unis(stored, ends).with(this::stats);
    }

    private Uni<List<Response>> stored() {
        var commands = List.of(
                Request.cmd(Command.LLEN).arg(READ.list(FeedKeys.GLOBAL)),
                request(Command.HMGET, FeedKeys.COUNTERS, COUNTERS),
                Request.cmd(Command.HKEYS).arg(READ.offsets()),
                Request.cmd(Command.HVALS).arg(READ.offsets()));
        return Uni.createFrom().deferred(() -> toUni(redis.batch(commands)));
    }

    private static Request request(Command command, String key, String... fields) {
        Request request = Request.cmd(command).arg(key);
        for (String field : fields) {
            request.arg(field);
        }
        return request;
    }

    private <T> Uni<T> orNull(String backend, Uni<T> measured) {
        return measured.ifNoItem()
                .after(config.timeout())
                .fail()
                .onFailure()
                .invoke(failure -> Log.debugf("stats: backend unavailable backend=%s cause=%s", backend, failure))
                .onFailure()
                .recoverWithNull();
    }

    private Stats stats(@Nullable List<Response> stored, @Nullable Map<Integer, Long> ends) {
        boolean active = ends != null && offsets.isReading();
        if (stored == null) {
            return new Stats(null, false, active, null, null, null, null, null);
        }
        Response counters = stored.get(1);
        return new Stats(
                stored.get(0).toLong(),
                true,
                active,
                ends == null ? null : lag(stored.get(2), stored.get(3), ends),
                count(counters.get(0)),
                count(counters.get(1)),
                count(counters.get(2)),
                counters.get(3) == null
                        ? null
                        : Instant.ofEpochMilli(counters.get(3).toLong()));
    }

    private static long count(@Nullable Response counter) {
        return counter == null ? 0 : counter.toLong();
    }

    /** The number of records, over all partitions, that are not applied yet. */
    private static long lag(Response partitions, Response appliedOffsets, Map<Integer, Long> ends) {
        long lag = ends.values().stream().mapToLong(Long::longValue).sum();
        for (int i = 0; i < partitions.size(); i++) {
            long end = ends.getOrDefault(partitions.get(i).toInteger(), 0L);
            lag -= Math.min(end, appliedOffsets.get(i).toLong() + 1);
        }
        return lag;
    }
}
