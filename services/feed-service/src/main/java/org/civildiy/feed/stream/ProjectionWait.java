package org.civildiy.feed.stream;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.civildiy.feed.event.Change;
import org.civildiy.feed.redis.RedisUnavailable;

import static io.smallrye.mutiny.vertx.UniHelper.toUni;
import static org.civildiy.feed.redis.FeedKeys.READ;

/**
 * The wait of a read until a version of a post is projected, so that a client sees the change that it has just made.
 *
 * <p>A version is projected when the stream contains it or a newer version of its post, or when Redis remembers the delete of the
 * post. A post that newer posts have displaced from the stream counts as not projected.
 */
@ApplicationScoped
class ProjectionWait {
    /** The longest that a read waits; projection takes some ten milliseconds. */
    static final Duration MAX_WAIT = Duration.ofSeconds(1);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final Redis redis;

    ProjectionWait(Redis redis) {
        this.redis = redis;
    }

    /**
     * Emits true as soon as this version or a later one is projected to the stream of this name; emits false after {@link #MAX_WAIT}.
     * When Redis is unavailable, the response is 503, as for the page itself.
     */
    Uni<Boolean> await(ConsistencyToken token, String stream) {
        return Uni.createFrom()
                .deferred(() -> newest(token.postId(), stream))
                .map(newest -> newest >= Change.orderOf(token.version()))
                .repeat()
                .withDelay(BETWEEN_LOOKS)
                .whilst(projected -> !projected)
                .select()
                .last()
                .toUni()
                .ifNoItem()
                .after(MAX_WAIT)
                .recoverWithItem(false)
                .onFailure()
                .transform(RedisUnavailable::problem);
    }

    /** The order of the newest change of the post that Redis knows; 0 when Redis knows no change. */
    private Uni<Long> newest(String postId, String stream) {
        var live = Request.cmd(Command.HGET).arg(READ.items(stream)).arg(postId);
        var deleted = Request.cmd(Command.HGET).arg(READ.deletedOrders()).arg(postId);
        return toUni(redis.batch(List.of(live, deleted)))
                .map(replies ->
                        replies.stream().mapToLong(ProjectionWait::order).max().orElse(0));
    }

    /** The order of a stored item ({@code <order> <JSON>}) or of a stored delete ({@code <order>}); 0 when nothing is stored. */
    private static long order(Response stored) {
        if (stored == null) {
            return 0;
        }
        var text = stored.toString();
        var space = text.indexOf(' ');
        return Long.parseLong(space < 0 ? text : text.substring(0, space));
    }
}
