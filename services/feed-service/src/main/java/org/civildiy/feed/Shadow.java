package org.civildiy.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.quarkus.logging.Log;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;

/**
 * Streams that are being built, beside those that are read, by one run that has this to itself in the whole system.
 *
 * <p>The right to it is a key in Redis that lapses unless it is renewed. Whoever dies leaves keys behind which nobody reads and
 * which the next run removes; whoever was only slow writes to keys of its own run, and the swap tells it that it is late.
 */
final class Shadow {
    /** How far the run is that builds at the moment, for operators. */
    static final String PROGRESS = "feed:rebuild:progress";

    /** How often new streams have been swapped in. */
    static final String COUNT = "feed:rebuilds";

    private static final String RUN = "feed:rebuild";
    private static final String RUNS = "feed:rebuild:runs";
    private static final String HOLD = "feed:hold";
    private static final Script SWAP = Script.named("swap.lua");
    private static final Script RENEW = Script.of("""
            if redis.call('GET', 'feed:rebuild') ~= ARGV[1] then
              return 'lost'
            end
            redis.call('PEXPIRE', 'feed:rebuild', ARGV[2])
            redis.call('SET', 'feed:rebuild:progress', ARGV[3], 'PX', ARGV[2])
            return 'ours'
            """);
    private static final Script RELEASE = Script.of("""
            if redis.call('GET', 'feed:rebuild') == ARGV[1] then
              redis.call('DEL', 'feed:rebuild', 'feed:rebuild:progress', 'feed:hold')
            end
            """);

    /** A run that does not renew its right for so long has lost it. */
    private static final Duration RIGHT = Duration.ofSeconds(15);

    /** The longest that the projectors are held up by the last step. */
    private static final Duration LAST_STEP = Duration.ofSeconds(2);

    private final BlockingRedis redis;
    private final String run;
    private final Projection streams;

    private Shadow(BlockingRedis redis, String run, Projection streams) {
        this.redis = redis;
        this.run = run;
        this.streams = streams;
    }

    /** Another run has the rebuild to itself by now. */
    static final class Superseded extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Superseded() {
            super("another run has taken over");
        }
    }

    /** The right to build; empty when somebody else has it. What earlier runs left is removed. */
    static Optional<Shadow> begin(BlockingRedis redis, Projection read) throws RedisAway {
        var run = UUID.randomUUID().toString().substring(0, 8);
        if (redis.ask(Command.SET, RUN, run, "NX", "PX", RIGHT.toMillis()) == null) {
            return Optional.empty();
        }
        var shadow = new Shadow(redis, run, read.beneath(prefix(run)));
        shadow.removeLeftovers();
        redis.ask(Command.SADD, RUNS, run);
        return Optional.of(shadow);
    }

    /** The streams that are being built. */
    Projection streams() {
        return streams;
    }

    /** Keeps the right, and says how far it is; throws {@link Superseded} when there is none to keep. */
    void goOn(String progress) throws RedisAway {
        var answer = redis.run(RENEW, List.of(run, Long.toString(RIGHT.toMillis()), progress));
        if (!answer.toString().equals("ours")) {
            throw new Superseded();
        }
    }

    /** From now on, and for a moment at the most, nothing is applied to the streams that are read. */
    void hold() throws RedisAway {
        redis.ask(Command.SET, HOLD, run, "PX", LAST_STEP.toMillis());
    }

    /**
     * Puts what was built in the place of what is read. False when what is read has gone further than to these positions.
     *
     * @param positions where the streams stood that are read when these were brought as far
     * @param partitions all there are
     */
    boolean swap(Map<Integer, Long> positions, Iterable<Integer> partitions) throws RedisAway {
        var arguments = new ArrayList<String>();
        arguments.add(run);
        for (int partition : partitions) {
            arguments.add(Integer.toString(partition));
            arguments.add(
                    positions.containsKey(partition) ? positions.get(partition).toString() : "");
        }
        return switch (redis.run(SWAP, arguments).get(0).toString()) {
            case "swapped" -> true;
            case "moved" -> false;
            default -> throw new Superseded();
        };
    }

    /** Gives the right back; nothing happens when it is gone already. */
    void release() {
        try {
            redis.run(RELEASE, List.of(run));
        } catch (RedisAway failure) {
            Log.debugf("rebuild: not released, it will lapse cause=%s", failure.getCause());
        }
    }

    /** Each run is in a list from before its first key until after its last one. */
    private void removeLeftovers() throws RedisAway {
        for (Response dead : redis.ask(Command.SMEMBERS, RUNS)) {
            var prefix = prefix(dead.toString());
            for (Response stream : redis.ask(Command.SMEMBERS, prefix + "streams")) {
                redis.ask(
                        Command.UNLINK,
                        prefix + "activity:" + stream,
                        prefix + "index:" + stream,
                        prefix + "items:" + stream,
                        prefix + "horizon:" + stream);
            }
            redis.ask(
                    Command.UNLINK,
                    prefix + "streams",
                    prefix + "positions",
                    prefix + "deleted",
                    prefix + "deleted:orders",
                    prefix + "incomplete");
            redis.ask(Command.SREM, RUNS, dead.toString());
        }
    }

    private static String prefix(String run) {
        return RUN + ":" + run + ":";
    }
}
