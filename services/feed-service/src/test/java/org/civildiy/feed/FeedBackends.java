package org.civildiy.feed;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.civildiy.local.Backend;
import org.civildiy.local.Backends;

/** The Kafka and the Redis of the service under test. */
public class FeedBackends implements QuarkusTestResourceLifecycleManager {
    private static volatile Backends backends;

    /** For tests that let one of them go away. */
    static Backends running() {
        return backends;
    }

    /** Redis loses everything, as an operator's mistake has it. */
    static void emptyRedis() {
        redis(Command.FLUSHALL);
    }

    /** What an operator finds in Redis, or does to it. */
    static Response redis(Command command, Object... arguments) {
        var vertx = Vertx.vertx();
        try {
            return Redis.createClient(vertx, running().environment().get("REDIS_URL"))
                    .send(Request.cmd(command, arguments))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Override
    public Map<String, String> start() {
        backends = Backends.start(Backend.KAFKA, Backend.REDIS);
        return backends.environment();
    }

    @Override
    public void stop() {
        backends.close();
    }
}
