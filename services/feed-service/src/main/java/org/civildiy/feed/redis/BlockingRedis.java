package org.civildiy.feed.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/** A blocking Redis client, for threads that may wait: a command without a response within the timeout fails. */
public final class BlockingRedis {
    private static final String NO_KEYS = "0";

    private final Redis redis;
    private final Duration timeout;

    public BlockingRedis(Redis redis, Duration timeout) {
        this.redis = redis;
        this.timeout = timeout;
    }

    /** Sends a command and waits for its response. When this throws, Redis may have executed the command. */
    @Nullable
    public Response send(Command command, Object... arguments) throws RedisUnavailable {
        var response =
                redis.send(Request.cmd(command, arguments)).toCompletionStage().toCompletableFuture();
        try {
            return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new RedisUnavailable(failure.getCause());
        } catch (TimeoutException late) {
            throw new RedisUnavailable(late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RedisUnavailable(interrupted);
        }
    }

    /** The string value of a key; {@code null} when there is none. */
    @Nullable
    public String text(String key) throws RedisUnavailable {
        var stored = send(Command.GET, key);
        return stored == null ? null : stored.toString();
    }

    /** Runs a script. The text of the script is sent only when Redis does not know the script yet. */
    public Response run(Script script, List<String> arguments) throws RedisUnavailable {
        try {
            return send(Command.EVALSHA, withArguments(script.sha1(), arguments));
        } catch (RedisUnavailable failure) {
            if (!failure.isError("NOSCRIPT")) {
                throw failure;
            }
            return send(Command.EVAL, withArguments(script.text(), arguments));
        }
    }

    private static Object[] withArguments(String script, List<String> arguments) {
        var all = new Object[arguments.size() + 2];
        all[0] = script;
        all[1] = NO_KEYS;
        for (int i = 0; i < arguments.size(); i++) {
            all[i + 2] = arguments.get(i);
        }
        return all;
    }
}
