package org.civildiy.feed.rebuild;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;

import org.civildiy.defaults.concurrent.Deadline;
import org.civildiy.feed.redis.BlockingRedis;
import org.civildiy.feed.redis.FeedKeys;
import org.civildiy.feed.redis.RedisUnavailable;

/**
 * An operator's request for a rebuild, from the command line. This class sets the key that triggers the rebuild, and shows the progress.
 * An instance of the service runs the rebuild.
 * <ul>
 *   <li>The operator's process ends, or the instance dies during the rebuild: the key stays, and the rebuild is done all the same.</li>
 *   <li>A rebuild is requested twice: the feeds are rebuilt once or twice.</li>
 *   <li>No instance is running: the request fails after {@link #TIMEOUT}, and the next instance that starts rebuilds.</li>
 *   <li>Redis is unavailable: the request fails within a few seconds.</li>
 * </ul>
 */
public final class RebuildRequest implements AutoCloseable {
    /** The longest time without progress. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final Duration REDIS_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setFileSystemOptions(
                    new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false)));
    private final BlockingRedis redis;
    private final Consumer<String> out;

    public RebuildRequest(String redisUrl, Consumer<String> out) {
        this.redis = new BlockingRedis(Redis.createClient(vertx, redisUrl), REDIS_TIMEOUT);
        this.out = out;
    }

    /** Requests the rebuild, and returns when it is complete. */
    public void send() throws RedisUnavailable, InterruptedException {
        var before = redis.text(FeedKeys.REBUILDS);
        redis.send(Command.SET, FeedKeys.READ.incomplete(), "an operator requested it");
        out.accept("requested; the streams are served as they are until new ones replace them");
        String shown = null;
        var deadline = Deadline.after(TIMEOUT);
        while (Objects.equals(before, redis.text(FeedKeys.REBUILDS))) {
            var progress = redis.text(FeedKeys.REBUILD_PROGRESS);
            if (progress != null && !progress.equals(shown)) {
                out.accept(progress);
                shown = progress;
                deadline = Deadline.after(TIMEOUT);
            } else if (deadline.hasPassed()) {
                throw new IllegalStateException(
                        "No instance of feed-service made progress within %d s: is one running? The next one that starts will rebuild."
                                .formatted(TIMEOUT.toSeconds()));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        var lost = redis.send(Command.HGET, FeedKeys.COUNTERS, "rebuild_lost");
        if (lost != null && lost.toLong() > 0) {
            out.accept(
                    "the topic has no state of %s posts any more, only records without one: the log of the instance has their offsets"
                            .formatted(lost));
        }
        out.accept("the streams were rebuilt from the topic and swapped in");
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
