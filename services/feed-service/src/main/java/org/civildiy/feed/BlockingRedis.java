package org.civildiy.feed;

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

/** Redis for threads of our own, which may wait: each question is answered within the patience, or fails. */
final class BlockingRedis {
    private static final String NO_KEYS = "0";

    private final Redis redis;
    private final Duration patience;

    BlockingRedis(Redis redis, Duration patience) {
        this.redis = redis;
        this.patience = patience;
    }

    /** Asks, and waits for the answer. When this throws, it may have been done all the same. */
    @Nullable
    Response ask(Command command, Object... arguments) throws RedisAway {
        var answer =
                redis.send(Request.cmd(command, arguments)).toCompletionStage().toCompletableFuture();
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

    /** The text that a key holds; {@code null} when there is none. */
    @Nullable
    String text(String key) throws RedisAway {
        var stored = ask(Command.GET, key);
        return stored == null ? null : stored.toString();
    }

    /** Runs a script, which Redis is told once. */
    Response run(Script script, List<String> arguments) throws RedisAway {
        try {
            return ask(Command.EVALSHA, withArguments(script.sha1(), arguments));
        } catch (RedisAway failure) {
            if (!failure.saysThat("NOSCRIPT")) {
                throw failure;
            }
            return ask(Command.EVAL, withArguments(script.text(), arguments));
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
