package org.civildiy.feed;

import java.util.ArrayList;
import java.util.List;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.civildiy.local.Backend;
import org.civildiy.local.Backends;

/** A real Redis for tests without Quarkus, one for the whole test JVM. */
final class RealRedis {
    private static final Backends BACKENDS = Backends.start(Backend.REDIS);
    private static final Redis REDIS =
            Redis.createClient(Vertx.vertx(), BACKENDS.environment().get("REDIS_URL"));

    private RealRedis() {}

    static Redis client() {
        return REDIS;
    }

    static void empty() {
        send(Command.FLUSHALL);
    }

    static Response send(Command command, Object... arguments) {
        return REDIS.send(Request.cmd(command, arguments))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** The texts of an array. */
    static List<String> texts(Command command, Object... arguments) {
        var texts = new ArrayList<String>();
        send(command, arguments).forEach(text -> texts.add(text.toString()));
        return texts;
    }
}
