package org.civildiy.feed.stream;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.civildiy.defaults.request.Page;
import org.civildiy.feed.projection.MonotonicReads;
import org.civildiy.feed.projection.Projection;
import org.civildiy.feed.redis.RedisUnavailable;
import org.civildiy.feed.settings.FeedConfig;

import static io.smallrye.mutiny.vertx.UniHelper.toUni;
import static org.civildiy.feed.redis.FeedKeys.READ;

/**
 * The read side of the activity streams in Redis. A page takes one round trip, and items are not parsed: the stored bytes are the
 * bytes of the response.
 *
 * <ul>
 *   <li>Redis is unavailable, frozen or overloaded: 503 after the configured timeout at the latest.</li>
 *   <li>Redis was rolled back to feeds that are older than those shown before: 503 until the projector has read the topic again, see
 *       {@link MonotonicReads}.</li>
 * </ul>
 */
@ApplicationScoped
public class ActivityStreams {
    private final Redis redis;
    private final MonotonicReads reads;
    private final FeedConfig config;

    ActivityStreams(Redis redis, MonotonicReads reads, FeedConfig config) {
        this.redis = redis;
        this.reads = reads;
        this.config = config;
    }

    /** A page of the stream of this name, newest first. */
    Uni<Buffer> page(String stream, Page page) {
        var list = READ.list(stream);
        long last = (long) page.skip() + page.limit() - 1;
        var items = Request.cmd(Command.LRANGE).arg(list).arg(page.skip()).arg(last);
        var total = Request.cmd(Command.LLEN).arg(list);
        // Redis reads the offsets before the items, so the items are as new as the offsets or newer
        var offsets = Request.cmd(Command.HGETALL).arg(READ.offsets());
        return Uni.createFrom()
                .deferred(() -> {
                    var least = reads.least();
                    return toUni(redis.batch(List.of(offsets, items, total)))
                            .invoke(answers -> requireNotOlder(Projection.offsets(answers.get(0)), least));
                })
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .map(replies -> json(replies.get(1), replies.get(2), page))
                .onFailure()
                .transform(RedisUnavailable::problem);
    }

    /** Throws when the feeds are older than those shown before; otherwise remembers that they are shown. */
    private void requireNotOlder(Map<Integer, Long> offsets, Map<Integer, Long> least) {
        if (!MonotonicReads.allow(offsets, least)) {
            throw new IllegalStateException("Redis was rolled back to " + offsets + ", behind " + least);
        }
        reads.raise(offsets);
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
