package org.civildiy.feed;

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import static io.smallrye.mutiny.vertx.UniHelper.toUni;

/** The last changes of the global stream, which the script that makes them keeps in Redis beside it. */
final class LiveLog {
    private static final String LOG = "feed:live";
    private static final int LARGEST_PAGE = 100;

    /** Before everything. */
    private static final LivePosition BEGINNING = new LivePosition(0, 0);

    private final Redis redis;
    private final BlockingRedis blocking;
    private final Duration patience;

    /** @param patience how long Redis may take to answer */
    LiveLog(Redis redis, Duration patience) {
        this.redis = redis;
        this.blocking = new BlockingRedis(redis, patience);
        this.patience = patience;
    }

    /** The position of the newest change. */
    LivePosition newest() throws RedisAway {
        var entries = blocking.ask(Command.XREVRANGE, LOG, "+", "-", "COUNT", 1);
        return entries.size() == 0 ? BEGINNING : LiveEvent.of(entries.get(0)).position();
    }

    /** What came after a position, as soon as there is something; nothing after half the patience. */
    List<LiveEvent> awaitAfter(LivePosition position) throws RedisAway {
        var answer = blocking.ask(
                Command.XREAD,
                "COUNT",
                LARGEST_PAGE,
                "BLOCK",
                patience.toMillis() / 2,
                "STREAMS",
                LOG,
                position.toString());
        if (answer == null) {
            return List.of();
        }
        return events(answer.isMap() ? answer.get(LOG) : answer.get(0).get(1));
    }

    /** The first of what came after a position; empty when that is nothing. */
    Uni<List<LiveEvent>> pageAfter(LivePosition position) {
        var range = Request.cmd(Command.XRANGE)
                .arg(LOG)
                .arg("(" + position)
                .arg("+")
                .arg("COUNT")
                .arg(LARGEST_PAGE);
        return Uni.createFrom()
                .deferred(() -> toUni(redis.send(range)))
                .ifNoItem()
                .after(patience)
                .fail()
                .map(LiveLog::events)
                .onFailure()
                .transform(Streams::away);
    }

    private static List<LiveEvent> events(Response entries) {
        return StreamSupport.stream(entries.spliterator(), false)
                .map(LiveEvent::of)
                .toList();
    }
}
