package org.civildiy.feed.rebuild;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.logging.Log;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;

import org.civildiy.feed.projection.Projection;
import org.civildiy.feed.redis.BlockingRedis;
import org.civildiy.feed.redis.FeedKeys;
import org.civildiy.feed.redis.RedisUnavailable;
import org.civildiy.feed.redis.Script;

import static org.civildiy.feed.redis.FeedKeys.HOLD;
import static org.civildiy.feed.redis.FeedKeys.READ;
import static org.civildiy.feed.redis.FeedKeys.REBUILD;
import static org.civildiy.feed.redis.FeedKeys.REBUILDS;
import static org.civildiy.feed.redis.FeedKeys.REBUILD_PROGRESS;
import static org.civildiy.feed.redis.FeedKeys.REBUILD_RUNS;

/**
 * The feeds that a rebuild writes, beside those that clients read. One run at a time in the whole system has them, by a lease.
 *
 * <p>The lease is a key in Redis that expires unless it is renewed. A run that died leaves keys that nobody reads; the next run removes
 * them. A run that was only slow writes to keys of its own, and the last step fails for it.
 */
final class RebuildTarget {
    private static final Script REPLACE = Script.named("swap.lua");
    private static final Script RENEW = Script.of("""
            local lease, progress, run, millis, text = unpack(ARGV)
            if redis.call('GET', lease) ~= run then
              return 'lost'
            end
            redis.call('PEXPIRE', lease, millis)
            redis.call('SET', progress, text, 'PX', millis)
            return 'renewed'
            """);
    private static final Script RELEASE = Script.of("""
            local lease, progress, hold, run = unpack(ARGV)
            if redis.call('GET', lease) == run then
              redis.call('DEL', lease, progress, hold)
            end
            """);

    private static final Duration LEASE = Duration.ofSeconds(15);

    /** The longest that the last step pauses the projectors. */
    private static final Duration MAX_HOLD = Duration.ofSeconds(2);

    private final BlockingRedis redis;
    private final String run;
    private final FeedKeys keys;
    private final Projection projection;

    private RebuildTarget(BlockingRedis redis, String run, Projection read) {
        this.redis = redis;
        this.run = run;
        this.keys = FeedKeys.ofRebuild(run);
        this.projection = read.to(keys);
    }

    /** Another run has taken the lease. */
    static final class LeaseLost extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        LeaseLost() {
            super("another run has taken over");
        }
    }

    /** Takes the lease, and removes what earlier runs left; empty when another run holds it. */
    static Optional<RebuildTarget> begin(BlockingRedis redis, Projection read) throws RedisUnavailable {
        var run = UUID.randomUUID().toString().substring(0, 8);
        if (redis.send(Command.SET, REBUILD, run, "NX", "PX", LEASE.toMillis()) == null) {
            return Optional.empty();
        }
        var target = new RebuildTarget(redis, run, read);
        target.removeLeftovers();
        redis.send(Command.SADD, REBUILD_RUNS, run);
        return Optional.of(target);
    }

    /** The write side of the feeds that are being rebuilt. */
    Projection projection() {
        return projection;
    }

    /** Renews the lease and publishes the progress; throws {@link LeaseLost} when another run holds it. */
    void renew(String progress) throws RedisUnavailable {
        var reply =
                redis.run(RENEW, List.of(REBUILD, REBUILD_PROGRESS, run, Long.toString(LEASE.toMillis()), progress));
        if (!reply.toString().equals("renewed")) {
            throw new LeaseLost();
        }
    }

    /** Pauses the projectors of all instances: nothing is applied to the feeds that clients read, for two seconds at most. */
    void pauseProjectors() throws RedisUnavailable {
        redis.send(Command.SET, HOLD, run, "PX", MAX_HOLD.toMillis());
    }

    /**
     * Replaces the feeds that clients read. False, and nothing is replaced, when their applied offsets are no longer these.
     *
     * @param offsets the offsets up to which the rebuild has projected
     * @param partitions the number of partitions of the topic
     */
    boolean replaceRead(Map<Integer, Long> offsets, Iterable<Integer> partitions) throws RedisUnavailable {
        return switch (redis.run(REPLACE, List.of(replacement(offsets, partitions)))
                .get(0)
                .toString()) {
            case "swapped" -> true;
            case "moved" -> false;
            default -> throw new LeaseLost();
        };
    }

    /** Gives the lease back; nothing happens when another run holds it. */
    void release() {
        try {
            redis.run(RELEASE, List.of(REBUILD, REBUILD_PROGRESS, HOLD, run));
        } catch (RedisUnavailable failure) {
            Log.debugf("rebuild: lease not released, it will expire cause=%s", failure.getCause());
        }
    }

    private String replacement(Map<Integer, Long> offsets, Iterable<Integer> partitions) {
        var document = JsonNodeFactory.instance.objectNode();
        document.put("run", run).put("from", keys.prefix()).put("to", READ.prefix());
        document.put("feeds", FeedKeys.FEEDS).put("offsets", FeedKeys.OFFSETS);
        document.put("lease", REBUILD).put("runs", REBUILD_RUNS).put("rebuilds", REBUILDS);
        var listed = document.putArray("partitions");
        for (int partition : partitions) {
            var offset = offsets.get(partition);
            listed.addObject()
                    .put("partition", Integer.toString(partition))
                    .put("offset", offset == null ? "" : offset.toString());
        }
        var parts = document.putArray("parts");
        FeedKeys.PARTS.forEach(parts::add);
        var shared = document.putArray("shared");
        FeedKeys.SHARED.forEach(shared::add);
        document.putArray("ended").add(REBUILD).add(REBUILD_PROGRESS).add(HOLD);
        return document.toString();
    }

    /** Each run is in a set from before its first key until after its last one. */
    private void removeLeftovers() throws RedisUnavailable {
        for (Response dead : redis.send(Command.SMEMBERS, REBUILD_RUNS)) {
            var left = FeedKeys.ofRebuild(dead.toString());
            for (Response feed : redis.send(Command.SMEMBERS, left.feeds())) {
                redis.send(Command.UNLINK, left.ofFeed(feed.toString()));
            }
            redis.send(Command.UNLINK, left.shared());
            redis.send(Command.SREM, REBUILD_RUNS, dead.toString());
        }
    }
}
