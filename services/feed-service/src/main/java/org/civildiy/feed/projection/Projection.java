package org.civildiy.feed.projection;

import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.redis.client.RedisClientName;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;

import org.civildiy.feed.event.Batch;
import org.civildiy.feed.redis.BlockingRedis;
import org.civildiy.feed.redis.FeedKeys;
import org.civildiy.feed.redis.RedisUnavailable;
import org.civildiy.feed.redis.Script;
import org.civildiy.feed.settings.FeedConfig;

/**
 * The write side of the activity streams in Redis. One script applies a batch, so readers see all of it or nothing.
 *
 * <p>Redis is the authority on the offset: the script changes it in the same step as the feeds, see {@link FeedKeys}. It applies a
 * batch only when the offsets in Redis are those that the batch continues from:
 * <ul>
 *   <li>Redis was emptied or lost its last changes: the batch is not applied, because changes before it are missing;</li>
 *   <li>two instances consume the same partition for a moment: only one of them succeeds;</li>
 *   <li>the response was lost, and the batch is sent again: it is not applied twice.</li>
 * </ul>
 * When a feed lacks posts that only the topic still has, the script sets the key {@link FeedKeys#incomplete}, which triggers a rebuild.
 *
 * <p>Each call blocks for the configured timeout at most.
 */
@ApplicationScoped
public class Projection {
    private static final Script APPLY = Script.named("apply-batch.lua");

    private final BlockingRedis redis;
    private final FeedConfig config;
    private final FeedKeys keys;

    @Inject
    public Projection(@RedisClientName("projector") Redis redis, FeedConfig config) {
        this(new BlockingRedis(redis, config.timeout()), config, FeedKeys.READ);
    }

    private Projection(BlockingRedis redis, FeedConfig config, FeedKeys keys) {
        this.redis = redis;
        this.config = config;
        this.keys = keys;
    }

    /** A projection that writes feeds to other keys, which clients do not read: a rebuild uses it. */
    public Projection to(FeedKeys others) {
        return new Projection(redis, config, others);
    }

    /** The result of applying a batch. */
    public sealed interface Outcome {
        /** The batch was applied. Changes that were applied before, or are older than the stored state, were skipped. */
        record Applied(int applied, int skipped) implements Outcome {}

        /** Nothing was changed: Redis holds other offsets than those that the batch continues from. */
        record OffsetMismatch() implements Outcome {}

        /** Nothing was changed: a rebuild is about to replace the feeds and their offsets. */
        record RebuildPending() implements Outcome {}
    }

    /** The applied offsets: for each partition the offset of the last record that the feeds hold. Other partitions are absent. */
    public Map<Integer, Long> offsets() throws RedisUnavailable {
        return offsets(redis.send(Command.HGETALL, keys.offsets()));
    }

    /** Parses the applied offsets from the response of Redis to {@code HGETALL}. */
    public static Map<Integer, Long> offsets(Response stored) {
        var offsets = new TreeMap<Integer, Long>();
        for (String partition : stored.getKeys()) {
            offsets.put(Integer.valueOf(partition), stored.get(partition).toLong());
        }
        return offsets;
    }

    /**
     * Applies a batch, whole or not at all. When this method throws, the batch may have been applied or not; {@link #offsets} shows which.
     *
     * @param after for each partition the offset of the last record before the batch; a partition without one has no applied record yet
     */
    public Outcome apply(Batch batch, Map<Integer, Long> after) throws RedisUnavailable {
        Response outcome = redis.run(APPLY, BatchDocument.arguments(batch, after, keys, config));
        return switch (outcome.get(0).toString()) {
            case "applied" ->
                new Outcome.Applied(outcome.get(1).toInteger(), outcome.get(2).toInteger());
            case "moved" -> new Outcome.OffsetMismatch();
            default -> new Outcome.RebuildPending();
        };
    }

    /** Requests a rebuild. The first instance that notices the request rebuilds. */
    public void requestRebuild(String reason) throws RedisUnavailable {
        redis.send(Command.SET, keys.incomplete(), reason);
    }
}
