package org.civildiy.feed;

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

import static io.smallrye.mutiny.vertx.UniHelper.toUni;

/** Measures how the stream is doing. Always answers, after the configured patience at the latest, also while Redis or Kafka is away. */
@ApplicationScoped
class Measurements {
    private static final String[] COUNTERS = {"events_applied", "events_skipped", "dead_letters", "last_event_at"};

    private final Redis redis;
    private final Broker broker;
    private final OffsetSynchronizer offsets;
    private final FeedConfig config;

    Measurements(Redis redis, Broker broker, OffsetSynchronizer offsets, FeedConfig config) {
        this.redis = redis;
        this.broker = broker;
        this.offsets = offsets;
        this.config = config;
    }

    /** What Redis and Kafka say at this moment. */
    Uni<Stats> now() {
        Uni<List<Response>> kept = orNull("Redis", kept());
        Uni<Map<Integer, Long>> ends = orNull("Kafka", broker.ends());
        return Uni.combine().all().unis(kept, ends).with(this::stats);
    }

    private Uni<List<Response>> kept() {
        var questions = List.of(
                Request.cmd(Command.LLEN).arg("feed:activity:global"),
                request(Command.HMGET, "feed:counters", COUNTERS),
                Request.cmd(Command.HKEYS).arg("feed:positions"),
                Request.cmd(Command.HVALS).arg("feed:positions"));
        return Uni.createFrom().deferred(() -> toUni(redis.batch(questions)));
    }

    private static Request request(Command command, String key, String... fields) {
        Request request = Request.cmd(command).arg(key);
        for (String field : fields) {
            request.arg(field);
        }
        return request;
    }

    private <T> Uni<T> orNull(String backend, Uni<T> answer) {
        return answer.ifNoItem()
                .after(config.patience())
                .fail()
                .onFailure()
                .invoke(failure -> Log.debugf("stats: backend away backend=%s cause=%s", backend, failure))
                .onFailure()
                .recoverWithNull();
    }

    private Stats stats(@Nullable List<Response> kept, @Nullable Map<Integer, Long> ends) {
        boolean active = ends != null && offsets.isReading();
        if (kept == null) {
            return new Stats(null, false, active, null, null, null, null, null);
        }
        Response counters = kept.get(1);
        return new Stats(
                kept.get(0).toLong(),
                true,
                active,
                ends == null ? null : lag(kept.get(2), kept.get(3), ends),
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

    private static long lag(Response partitions, Response positions, Map<Integer, Long> ends) {
        long lag = ends.values().stream().mapToLong(Long::longValue).sum();
        for (int i = 0; i < partitions.size(); i++) {
            long end = ends.getOrDefault(partitions.get(i).toInteger(), 0L);
            lag -= Math.min(end, positions.get(i).toLong() + 1);
        }
        return lag;
    }
}
