package org.civildiy.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.redis.client.RedisClientName;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
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
 *
 * <p>Blocks its caller, for the configured patience at the longest.
 */
@ApplicationScoped
class Projection {
    /** A stream's index holds this many times the posts of its list, to fill the list up when some are deleted. */
    private static final int SPARE = 2;

    private static final String SCRIPT_EXPECTS_NO_KEYS = "0";

    private final Redis redis;
    private final Script script = Script.named("apply-batch.lua");
    private final List<String> limits;
    private final Duration patience;

    Projection(@RedisClientName("projector") Redis redis, FeedConfig config) {
        this.redis = redis;
        this.patience = config.patience();
        this.limits = List.of(
                Integer.toString(config.globalSize()),
                Integer.toString(config.globalSize() * SPARE),
                Integer.toString(config.userSize()),
                Integer.toString(config.userSize() * SPARE),
                Integer.toString(config.deletedSize()));
    }

    /** What became of a batch. */
    sealed interface Outcome {
        /** It is in the streams. A change that was there already, or is older than what is there, was skipped. */
        record Applied(int applied, int skipped) implements Outcome {}

        /** Nothing of it is: Redis does not stand at the positions that the batch continues from. */
        record Moved() implements Outcome {}
    }

    /** The offset of the last record that the streams hold, for each of these partitions of which they hold any. */
    Map<Integer, Long> positions(Set<Integer> partitions) throws RedisAway {
        var positions = new TreeMap<Integer, Long>();
        if (partitions.isEmpty()) {
            return positions;
        }
        Request request = Request.cmd(Command.HMGET).arg("feed:positions");
        partitions.forEach(request::arg);
        Iterator<Response> stored = await(request).iterator();
        for (int partition : partitions) {
            Response position = stored.next();
            if (position != null) {
                positions.put(partition, position.toLong());
            }
        }
        return positions;
    }

    /**
     * Applies a batch, whole or not at all. When this throws, it may have been applied: {@link #positions} tells.
     *
     * @param from where Redis is believed to stand
     */
    Outcome apply(Batch batch, Map<Integer, Long> from) throws RedisAway {
        List<String> arguments = arguments(batch, from);
        Response outcome;
        try {
            outcome = await(script(Command.EVALSHA, script.sha1(), arguments));
        } catch (RedisAway failure) {
            if (!failure.saysThat("NOSCRIPT")) {
                throw failure;
            }
            outcome = await(script(Command.EVAL, script.text(), arguments));
        }
        return outcome.get(0).toString().equals("applied")
                ? new Outcome.Applied(outcome.get(1).toInteger(), outcome.get(2).toInteger())
                : new Outcome.Moved();
    }

    private List<String> arguments(Batch batch, Map<Integer, Long> from) {
        var arguments = new ArrayList<>(limits);
        arguments.add(Integer.toString(batch.deadLetters().size()));
        arguments.add(Integer.toString(batch.ends().size()));
        batch.ends().forEach((partition, end) -> {
            Long before = from.get(partition);
            arguments.add(partition.toString());
            arguments.add(before == null ? "" : before.toString());
            arguments.add(end.toString());
        });
        batch.changes().forEach(change -> arguments.addAll(change.arguments()));
        return arguments;
    }

    private static Request script(Command command, String script, List<String> arguments) {
        Request request = Request.cmd(command).arg(script).arg(SCRIPT_EXPECTS_NO_KEYS);
        arguments.forEach(request::arg);
        return request;
    }

    private Response await(Request request) throws RedisAway {
        var answer = redis.send(request).toCompletionStage().toCompletableFuture();
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new RedisAway(failure.getCause());
        } catch (TimeoutException timeout) {
            throw new RedisAway(timeout);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RedisAway(interrupted);
        }
    }
}
