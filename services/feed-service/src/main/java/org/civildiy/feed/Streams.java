package org.civildiy.feed;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.civildiy.defaults.problem.Problems;
import org.civildiy.defaults.request.Page;

import static io.smallrye.mutiny.vertx.UniHelper.toUni;

/**
 * The streams in Redis, from the side that reads them. A page costs one round trip whatever it holds, and no item is parsed: the
 * bytes that were stored are the bytes that are answered.
 *
 * <p>Redis away, frozen, or asked by too many at once: 503 after the configured patience at the latest.
 */
@ApplicationScoped
class Streams {
    private static final String ACTIVITY = "feed:activity:";

    private final Redis redis;
    private final FeedConfig config;

    Streams(Redis redis, FeedConfig config) {
        this.redis = redis;
        this.config = config;
    }

    /** The name of the stream of what everybody did. */
    static String ofAll() {
        return "global";
    }

    /** The name of the stream of what one user did. */
    static String ofUser(long userId) {
        return "user:" + userId;
    }

    /** A page of the stream of this name, newest first. */
    Uni<Buffer> page(String stream, Page page) {
        var list = ACTIVITY + stream;
        long last = (long) page.skip() + page.limit() - 1;
        var items = Request.cmd(Command.LRANGE).arg(list).arg(page.skip()).arg(last);
        var total = Request.cmd(Command.LLEN).arg(list);
        return Uni.createFrom()
                .deferred(() -> toUni(redis.batch(List.of(items, total))))
                .ifNoItem()
                .after(config.patience())
                .fail()
                .map(answers -> json(answers.get(0), answers.get(1), page))
                .onFailure()
                .transform(Streams::away);
    }

    private static Buffer json(Response items, Response total, Page page) {
        var json = Buffer.buffer("{\"items\":[");
        var comma = false;
        for (Response item : items) {
            if (comma) {
                json.appendByte((byte) ',');
            }
            json.appendBytes(item.toBytes());
            comma = true;
        }
        return json.appendString("],\"total\":" + total.toLong())
                .appendString(",\"limit\":" + page.limit())
                .appendString(",\"skip\":" + page.skip() + "}");
    }

    static RuntimeException away(Throwable failure) {
        Log.debugf("streams: not readable cause=%s", failure);
        return Problems.unavailable("The stream cannot be read at the moment. Try again in a few seconds.");
    }
}
