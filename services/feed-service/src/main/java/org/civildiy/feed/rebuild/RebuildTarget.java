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
 * The rebuild target: the feeds that a rebuild writes, beside those that clients read. A lease allows only one run at a time in the whole
 * system.
 *
 * <p>The lease is a key in Redis that expires unless it is renewed. A run that dies leaves keys that nobody reads; the next run removes
 * them. A run that is slow may lose the lease to another run. Each run writes to its own keys, and the last step of the slow run fails.
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

    /** The longest time for which the last step pauses the projectors. */
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

    /** Another run has taken the lease, or Redis has lost a part of what this run has written. */
    static final class LeaseLost extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        LeaseLost() {
            super("another run has taken over, or Redis was rolled back");
        }
    }

    /** Takes the lease, and removes the keys that earlier runs left. Empty when another run holds the lease. */
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
     * Replaces the feeds that clients read by the new feeds, if no projector has applied anything since the offsets were read.
     *
     * @param offsets the applied offsets of the feeds that clients read; the rebuild has projected up to them
     * @param partitions the partitions of the topic
     * @param built the offsets that the rebuild has written beside the new feeds
     * @param lost the number of posts of which the topic has no state any more
     * @return false when the feeds that clients read have other offsets by now; then nothing is replaced
     */
    boolean replaceRead(Map<Integer, Long> offsets, Iterable<Integer> partitions, Map<Integer, Long> built, int lost)
            throws RedisUnavailable {
        return switch (redis.run(REPLACE, List.of(replacement(offsets, partitions, built, lost)))
                .get(0)
                .toString()) {
            case "swapped" -> true;
            case "moved" -> false;
            default -> throw new LeaseLost();
        };
    }

    /** Releases the lease; does nothing when another run holds the lease. */
    void release() {
        try {
            redis.run(RELEASE, List.of(REBUILD, REBUILD_PROGRESS, HOLD, run));
        } catch (RedisUnavailable failure) {
            Log.debugf("rebuild: lease not released, it will expire cause=%s", failure.getCause());
        }
    }

    /** The argument of {@code swap.lua}: a JSON document. */
    private String replacement(
            Map<Integer, Long> offsets, Iterable<Integer> partitions, Map<Integer, Long> built, int lost) {
        var document = JsonNodeFactory.instance.objectNode();
        document.put("run", run).put("from", keys.prefix()).put("to", READ.prefix());
        document.put("feeds", FeedKeys.FEEDS).put("offsets", FeedKeys.OFFSETS);
        document.put("lease", REBUILD).put("runs", REBUILD_RUNS).put("rebuilds", REBUILDS);
        document.put("counters", FeedKeys.COUNTERS).put("lost", Integer.toString(lost));
        var listed = document.putArray("partitions");
        for (int partition : partitions) {
            var offset = offsets.get(partition);
            listed.addObject()
                    .put("partition", Integer.toString(partition))
                    .put("offset", offset == null ? "" : offset.toString());
        }
        document.put("projected", offsets.size());
        var listedAsBuilt = document.putArray("built");
        built.forEach((partition, offset) ->
                listedAsBuilt.addObject().put("partition", partition.toString()).put("offset", offset.toString()));
        var parts = document.putArray("parts");
        FeedKeys.PARTS.forEach(parts::add);
        var shared = document.putArray("shared");
        FeedKeys.SHARED.forEach(shared::add);
        document.putArray("ended").add(REBUILD).add(REBUILD_PROGRESS).add(HOLD);
        return document.toString();
    }

    /** Removes the keys of earlier runs. A run is in a set before it writes its first key, and until its last key is removed. */
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
