package org.civildiy.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.redis.client.RedisClientName;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;

/**
 * The streams in Redis, from the side that writes them. A batch is applied by one script, so readers see all of it or nothing.
 *
 * <p>Redis is the authority on how far the topic has been read: the positions change in the same step as the streams. A batch
 * is applied only to the positions that it continues from, so that
 * <ul>
 *   <li>a Redis that has lost its data, or some of the last of it, is noticed, and nothing is applied over the gap;</li>
 *   <li>of two instances that both believe to own a partition only one gets through;</li>
 *   <li>a batch whose answer was lost on the way, and that is sent again, is not applied twice.</li>
 * </ul>
 * Where streams turn out to lack something that only the topic knows, the key {@value #INCOMPLETE} says so: see {@link Upkeep}.
 *
 * <p>Blocks its caller, for the configured patience at the longest.
 */
@ApplicationScoped
class Projection {
    /** Why the streams that are read have to be built anew; is not there when they have not. */
    static final String INCOMPLETE = "feed:incomplete";

    /** A stream's index holds this many times the posts of its list, to fill the list up when some are deleted. */
    private static final int SPARE = 2;

    private static final Script APPLY = Script.named("apply-batch.lua");

    private final BlockingRedis redis;
    private final FeedConfig config;
    private final String prefix;

    @Inject
    Projection(@RedisClientName("projector") Redis redis, FeedConfig config) {
        this(new BlockingRedis(redis, config.patience()), config, "feed:");
    }

    private Projection(BlockingRedis redis, FeedConfig config, String prefix) {
        this.redis = redis;
        this.config = config;
        this.prefix = prefix;
    }

    /** Streams of the same form whose keys begin otherwise, and which nobody reads. */
    Projection beneath(String otherPrefix) {
        return new Projection(redis, config, otherPrefix);
    }

    /** What became of a batch. */
    sealed interface Outcome {
        /** It is in the streams. A change that was there already, or is older than what is there, was skipped. */
        record Applied(int applied, int skipped) implements Outcome {}

        /** Nothing of it is: Redis does not stand at the positions that the batch continues from. */
        record Moved() implements Outcome {}

        /** Nothing of it is: the streams are about to be swapped for others, and only then is it known where to go on. */
        record Wait() implements Outcome {}
    }

    /** The offset of the last record that the streams hold, for each partition of which they hold any. */
    Map<Integer, Long> positions() throws RedisAway {
        var positions = new TreeMap<Integer, Long>();
        Response stored = redis.ask(Command.HGETALL, prefix + "positions");
        for (String partition : stored.getKeys()) {
            positions.put(Integer.valueOf(partition), stored.get(partition).toLong());
        }
        return positions;
    }

    /**
     * Applies a batch, whole or not at all. When this throws, it may have been applied: {@link #positions} tells.
     *
     * @param from where Redis is believed to stand
     */
    Outcome apply(Batch batch, Map<Integer, Long> from) throws RedisAway {
        Response outcome = redis.run(APPLY, arguments(batch, from));
        return switch (outcome.get(0).toString()) {
            case "applied" ->
                new Outcome.Applied(outcome.get(1).toInteger(), outcome.get(2).toInteger());
            case "moved" -> new Outcome.Moved();
            default -> new Outcome.Wait();
        };
    }

    /** Has the streams built anew, by whichever instance comes first. */
    void want(String reason) throws RedisAway {
        redis.ask(Command.SET, INCOMPLETE, reason);
    }

    private List<String> arguments(Batch batch, Map<Integer, Long> from) {
        var arguments = new ArrayList<>(List.of(
                prefix,
                Integer.toString(config.globalSize()),
                Integer.toString(config.globalSize() * SPARE),
                Integer.toString(config.userSize()),
                Integer.toString(config.userSize() * SPARE),
                Integer.toString(config.deletedSize()),
                Integer.toString(batch.deadLetters().size()),
                Integer.toString(batch.ends().size())));
        batch.ends().forEach((partition, end) -> {
            Long before = from.get(partition);
            arguments.add(partition.toString());
            arguments.add(before == null ? "" : before.toString());
            arguments.add(end.toString());
        });
        batch.changes().forEach(change -> arguments.addAll(change.arguments()));
        return arguments;
    }
}
