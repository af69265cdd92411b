package org.civildiy.chaos.inspect;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.civildiy.chaos.client.PostJson;
import org.civildiy.chaos.history.StreamItem;

/** A reader of the streams in Redis itself, not through feed-service. */
final class RedisReader implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx = Vertx.vertx();
    private final Redis redis;

    RedisReader(String url) {
        this.redis = Redis.createClient(vertx, url);
    }

    /** All items of a stream: {@code LRANGE feed:activity:<name> 0 -1}. */
    List<StreamItem> stream(String name) {
        var items = answer(redis.send(
                Request.cmd(Command.LRANGE).arg("feed:activity:" + name).arg(0).arg(-1)));
        return items.stream().map(RedisReader::item).toList();
    }

    @Override
    public void close() {
        redis.close();
        answer(vertx.close());
    }

    private static StreamItem item(Response response) {
        try {
            return PostJson.item(JSON.readTree(response.toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an item that is no JSON: " + response, e);
        }
    }

    private static <T> T answer(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Redis was asked", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Redis does not answer: " + e, e);
        }
    }
}
