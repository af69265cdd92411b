package org.civildiy.feed;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import static io.smallrye.mutiny.vertx.UniHelper.toUni;

/**
 * Lets a reader wait for a version of a post to be projected, so that one's own write is seen by one's next read.
 *
 * <p>A version has arrived when the streams hold it or a newer one of its post, or remember the post's delete. It is not
 * found any more once so many newer posts have come that the stream has no room for it.
 */
@ApplicationScoped
class Arrivals {
    /** The longest that a read is held up; projecting takes some ten milliseconds. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final Redis redis;

    Arrivals(Redis redis) {
        this.redis = redis;
    }

    /**
     * True as soon as the version is in the stream of this name or taken out of it again, false when it is not after
     * {@link #PATIENCE}. Redis away: 503, as for the page itself.
     */
    Uni<Boolean> await(StreamPosition position, String stream) {
        return Uni.createFrom()
                .deferred(() -> newest(position.postId(), stream))
                .map(newest -> newest >= Change.orderOf(position.version()))
                .repeat()
                .withDelay(BETWEEN_LOOKS)
                .whilst(arrived -> !arrived)
                .select()
                .last()
                .toUni()
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(false)
                .onFailure()
                .transform(Streams::away);
    }

    private Uni<Long> newest(String postId, String stream) {
        var live = Request.cmd(Command.HGET).arg("feed:items:" + stream).arg(postId);
        var deleted = Request.cmd(Command.HGET).arg("feed:deleted:orders").arg(postId);
        return toUni(redis.batch(List.of(live, deleted)))
                .map(answers ->
                        answers.stream().mapToLong(Arrivals::order).max().orElse(0));
    }

    /** An item is stored as its order, a space and its JSON; a delete as its order. Nothing is older than anything. */
    private static long order(Response stored) {
        if (stored == null) {
            return 0;
        }
        var text = stored.toString();
        var space = text.indexOf(' ');
        return Long.parseLong(space < 0 ? text : text.substring(0, space));
    }
}
