package org.civildiy.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.vertx.redis.client.Command;

import org.civildiy.events.PostEvent;
import org.civildiy.feed.Projection.Outcome;
import org.civildiy.feed.Projection.Outcome.Applied;

/** The streams in a real Redis, empty at first, and one partition's reader that feeds them. */
final class RealStreams {
    private final Projection projection;
    private final Map<Integer, Long> positions = new HashMap<>();
    private long offset;

    RealStreams(FeedConfig config) {
        RealRedis.empty();
        projection = new Projection(RealRedis.client(), config);
    }

    /** Applies these as one batch of the next records of partition 0. */
    Applied apply(PostEvent... events) {
        var changes = List.of(events).stream()
                .map(event -> Change.of(event, offset++))
                .toList();
        return (Applied) apply(new Batch(changes, List.of(), Map.of(0, offset - 1)));
    }

    Outcome apply(Batch batch) {
        try {
            var outcome = projection.apply(batch, positions);
            if (outcome instanceof Applied) {
                positions.putAll(batch.ends());
            }
            return outcome;
        } catch (RedisAway failure) {
            throw new AssertionError(failure);
        }
    }

    List<String> global() {
        return RealRedis.texts(Command.LRANGE, "feed:activity:global", 0, -1);
    }

    List<String> ofUser(long user) {
        return RealRedis.texts(Command.LRANGE, "feed:activity:user:" + user, 0, -1);
    }

    List<String> keys() {
        return RealRedis.texts(Command.KEYS, "*");
    }
}
