package org.civildiy.feed.stream;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.civildiy.defaults.request.Page;
import org.civildiy.feed.redis.RedisUnavailable;
import org.civildiy.feed.settings.FeedConfig;

import static io.smallrye.mutiny.vertx.UniHelper.toUni;
import static org.civildiy.feed.redis.FeedKeys.READ;

/**
 * The read side of the activity streams in Redis. A page takes one round trip, and items are not parsed: the stored bytes are the
 * bytes of the response.
 *
 * <p>Redis unavailable, frozen or overloaded: 503 after the configured timeout at the latest.
 */
@ApplicationScoped
public class ActivityStreams {
    private final Redis redis;
    private final FeedConfig config;

    ActivityStreams(Redis redis, FeedConfig config) {
        this.redis = redis;
        this.config = config;
    }

    /** A page of the stream of this name, newest first. */
    Uni<Buffer> page(String stream, Page page) {
        var list = READ.list(stream);
        long last = (long) page.skip() + page.limit() - 1;
        var items = Request.cmd(Command.LRANGE).arg(list).arg(page.skip()).arg(last);
        var total = Request.cmd(Command.LLEN).arg(list);
        return Uni.createFrom()
                .deferred(() -> toUni(redis.batch(List.of(items, total))))
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .map(replies -> json(replies.get(0), replies.get(1), page))
                .onFailure()
                .transform(RedisUnavailable::problem);
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
}
