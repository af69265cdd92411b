package org.civildiy.feed;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;

/**
 * An operator's wish to have the streams built anew from the topic. An instance of the service does it, which knows how they are
 * kept; this asks for it and shows how far it is.
 *
 * <p>The wish is a key in Redis: it outlives whoever placed it, and an instance that dies with it half done. Placed twice: done
 * once, or once more. No instance there: fails after {@link #BEGINNING}, and the next one that starts does it. Redis away: fails
 * at once.
 */
final class RebuildOrder implements AutoCloseable {
    /** The longest that an instance may take to begin, or be silent in between. */
    static final Duration BEGINNING = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setFileSystemOptions(
                    new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false)));
    private final BlockingRedis redis;
    private final Consumer<String> out;

    RebuildOrder(String redisUrl, Consumer<String> out) {
        this.redis = new BlockingRedis(Redis.createClient(vertx, redisUrl), PATIENCE);
        this.out = out;
    }

    /** Places it, and returns when new streams have been swapped in. */
    void place() throws RedisAway, InterruptedException {
        var before = redis.text(Shadow.COUNT);
        redis.ask(Command.SET, Projection.INCOMPLETE, "an operator asked for it");
        out.accept("asked for; the streams are served as they are until new ones are swapped in");
        String shown = null;
        long deadline = System.nanoTime() + BEGINNING.toNanos();
        while (Objects.equals(before, redis.text(Shadow.COUNT))) {
            var progress = redis.text(Shadow.PROGRESS);
            if (progress != null && !progress.equals(shown)) {
                out.accept(progress);
                shown = progress;
                deadline = System.nanoTime() + BEGINNING.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "No instance of feed-service got on with it in %d s: is one running? The next one that starts will do it."
                                .formatted(BEGINNING.toSeconds()));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        out.accept("the streams were built anew from the topic and swapped in");
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
