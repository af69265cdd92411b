package org.civildiy.feed.live;

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.civildiy.feed.redis.BlockingRedis;
import org.civildiy.feed.redis.FeedKeys;
import org.civildiy.feed.redis.RedisUnavailable;

import static io.smallrye.mutiny.vertx.UniHelper.toUni;

/** The live log: a Redis Stream with the last changes of the global stream. The script that applies a batch appends the changes. */
final class LiveLog {
    private static final int LARGEST_PAGE = 100;

    /** An id before that of any entry. */
    private static final LiveEntryId BEGINNING = new LiveEntryId(0, 0);

    private final Redis redis;
    private final BlockingRedis blocking;
    private final Duration timeout;

    /** @param timeout the longest wait for a response of Redis */
    LiveLog(Redis redis, Duration timeout) {
        this.redis = redis;
        this.blocking = new BlockingRedis(redis, timeout);
        this.timeout = timeout;
    }

    /** The id of the newest entry; {@link #BEGINNING} when the log is empty. */
    LiveEntryId newest() throws RedisUnavailable {
        var entries = blocking.send(Command.XREVRANGE, FeedKeys.LIVE, "+", "-", "COUNT", 1);
        return entries.size() == 0 ? BEGINNING : LiveEvent.of(entries.get(0)).id();
    }

    /** Waits until there are entries after this one, and returns them. Returns an empty list after half the timeout. */
    List<LiveEvent> awaitAfter(LiveEntryId after) throws RedisUnavailable {
        var response = blocking.send(
                Command.XREAD,
                "COUNT",
                LARGEST_PAGE,
                "BLOCK",
                timeout.toMillis() / 2,
                "STREAMS",
                FeedKeys.LIVE,
                after.toString());
        if (response == null) {
            return List.of();
        }
        return events(
                response.isMap() ? response.get(FeedKeys.LIVE) : response.get(0).get(1));
    }

    /** The first page of the entries after this one; empty when there are none. */
    Uni<List<LiveEvent>> pageAfter(LiveEntryId after) {
        var range = Request.cmd(Command.XRANGE)
                .arg(FeedKeys.LIVE)
                .arg("(" + after)
                .arg("+")
                .arg("COUNT")
                .arg(LARGEST_PAGE);
        return Uni.createFrom()
                .deferred(() -> toUni(redis.send(range)))
                .ifNoItem()
                .after(timeout)
                .fail()
                .map(LiveLog::events)
                .onFailure()
                .transform(RedisUnavailable::problem);
    }

    private static List<LiveEvent> events(Response entries) {
        return StreamSupport.stream(entries.spliterator(), false)
                .map(LiveEvent::of)
                .toList();
    }
}
