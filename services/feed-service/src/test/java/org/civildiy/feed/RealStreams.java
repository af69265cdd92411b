package org.civildiy.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.vertx.redis.client.Command;

import org.civildiy.events.PostEvent;
import org.civildiy.feed.Projection.Outcome;
import org.civildiy.feed.Projection.Outcome.Applied;

import static org.assertj.core.api.Assertions.assertThat;

/** The streams in a real Redis, empty at first, one reader that feeds them, and the log from which they can be built anew. */
final class RealStreams {
    private final Projection projection;
    private final BlockingRedis redis;
    private final MemoryLog log;
    private Map<Integer, Long> positions = new HashMap<>();
    private Map<Integer, Long> positionsBefore = Map.of();

    RealStreams(FeedConfig config) {
        this(config, new MemoryLog());
    }

    RealStreams(FeedConfig config, MemoryLog log) {
        RealRedis.empty();
        this.projection = new Projection(RealRedis.client(), config);
        this.redis = new BlockingRedis(RealRedis.client(), config.patience());
        this.log = log;
    }

    /** Applies these as one batch of the next records of partition 0. */
    Applied apply(PostEvent... events) {
        for (PostEvent event : events) {
            log.append(0, event);
        }
        return (Applied) apply(log.next(0, events.length));
    }

    Outcome apply(Batch batch) {
        try {
            var outcome = projection.apply(batch, positions);
            if (outcome instanceof Applied) {
                positionsBefore = Map.copyOf(positions);
                positions.putAll(batch.ends());
                log.projected().putAll(batch.ends());
            }
            return outcome;
        } catch (RedisAway failure) {
            throw new AssertionError(failure);
        }
    }

    /** Applies a batch once more, the way an instance does that does not know that it was applied. */
    Outcome applyAsOneWhoHasSlept(Batch batch) {
        try {
            return projection.apply(batch, positionsBefore);
        } catch (RedisAway failure) {
            throw new AssertionError(failure);
        }
    }

    /** Builds them anew from the log, and reads on from there. */
    void rebuild(int largestSurvey) {
        try {
            var shadow = Shadow.begin(redis, projection).orElseThrow();
            new Rebuild(log, shadow, projection, largestSurvey).run();
            positions = new HashMap<>(projection.positions());
        } catch (RedisAway failure) {
            throw new AssertionError(failure);
        }
    }

    /** The same, as long as the streams say that they lack something; never more than twice. */
    void rebuildIfIncomplete(int largestSurvey) {
        for (int times = 0; isIncomplete(); times++) {
            assertThat(times).isLessThan(2);
            rebuild(largestSurvey);
        }
    }

    boolean isIncomplete() {
        return RealRedis.send(Command.EXISTS, Projection.INCOMPLETE).toBoolean();
    }

    Projection projection() {
        return projection;
    }

    BlockingRedis redis() {
        return redis;
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
