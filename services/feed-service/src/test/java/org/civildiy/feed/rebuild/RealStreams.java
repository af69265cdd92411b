package org.civildiy.feed.rebuild;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.vertx.redis.client.Command;

import org.civildiy.events.PostEvent;
import org.civildiy.feed.event.Batch;
import org.civildiy.feed.fixture.RealRedis;
import org.civildiy.feed.projection.Projection;
import org.civildiy.feed.projection.Projection.Outcome;
import org.civildiy.feed.projection.Projection.Outcome.Applied;
import org.civildiy.feed.redis.BlockingRedis;
import org.civildiy.feed.redis.FeedKeys;
import org.civildiy.feed.redis.RedisUnavailable;
import org.civildiy.feed.settings.FeedConfig;

import static org.assertj.core.api.Assertions.assertThat;

/** The streams in a real Redis, empty at first, one reader that feeds them, and the log from which they can be built anew. */
public final class RealStreams {
    private final Projection projection;
    private final BlockingRedis redis;
    private final MemoryLog log;
    private Map<Integer, Long> positions = new HashMap<>();
    private Map<Integer, Long> positionsBefore = Map.of();

    public RealStreams(FeedConfig config) {
        this(config, new MemoryLog());
    }

    public RealStreams(FeedConfig config, MemoryLog log) {
        RealRedis.empty();
        this.projection = new Projection(RealRedis.client(), config);
        this.redis = new BlockingRedis(RealRedis.client(), config.timeout());
        this.log = log;
    }

    /** Applies these as one batch of the next records of partition 0. */
    public Applied apply(PostEvent... events) {
        for (PostEvent event : events) {
            log.append(0, event);
        }
        return (Applied) apply(log.next(0, events.length));
    }

    /** Applies a record that is no event, as the next one of partition 0, and tells its offset. */
    long append(String key, String value) {
        long offset = log.append(0, key, value.getBytes(StandardCharsets.UTF_8));
        apply(log.next(0, 1));
        return offset;
    }

    long append(PostEvent event) {
        long offset = log.append(0, event);
        apply(log.next(0, 1));
        return offset;
    }

    public Outcome apply(Batch batch) {
        try {
            var outcome = projection.apply(batch, positions);
            if (outcome instanceof Applied) {
                positionsBefore = Map.copyOf(positions);
                positions.putAll(batch.ends());
                log.projected().putAll(batch.ends());
            }
            return outcome;
        } catch (RedisUnavailable failure) {
            throw new AssertionError(failure);
        }
    }

    /** Applies a batch once more, the way an instance does that does not know that it was applied. */
    public Outcome applyAsOneWhoHasSlept(Batch batch) {
        try {
            return projection.apply(batch, positionsBefore);
        } catch (RedisUnavailable failure) {
            throw new AssertionError(failure);
        }
    }

    /** Builds them anew from the log, and reads on from there. */
    public Rebuild.Outcome rebuild(int largestIndex) {
        try {
            var target = RebuildTarget.begin(redis, projection).orElseThrow();
            var outcome = new Rebuild(log, target, projection, largestIndex).run();
            positions = new HashMap<>(projection.offsets());
            return outcome;
        } catch (RedisUnavailable failure) {
            throw new AssertionError(failure);
        }
    }

    /** The same, as long as the streams say that they lack something; never more than twice. */
    public void rebuildIfIncomplete(int largestIndex) {
        for (int times = 0; isIncomplete(); times++) {
            assertThat(times).isLessThan(2);
            rebuild(largestIndex);
        }
    }

    public boolean isIncomplete() {
        return RealRedis.send(Command.EXISTS, FeedKeys.READ.incomplete()).toBoolean();
    }

    public Projection projection() {
        return projection;
    }

    public BlockingRedis redis() {
        return redis;
    }

    public List<String> global() {
        return RealRedis.texts(Command.LRANGE, "feed:activity:global", 0, -1);
    }

    public List<String> ofUser(long user) {
        return RealRedis.texts(Command.LRANGE, "feed:activity:user:" + user, 0, -1);
    }

    public List<String> keys() {
        return RealRedis.texts(Command.KEYS, "*");
    }
}
