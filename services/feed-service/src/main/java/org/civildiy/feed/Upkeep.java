package org.civildiy.feed;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.redis.client.Redis;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the streams: has them built anew when they lack something that only the topic knows.
 *
 * <p>That is when deletes have used up the surplus behind a list; when Redis was emptied, or a part of what belongs together was
 * lost in it; when the sizes were configured anew; and when an operator asks for it. All of that is a key in Redis which every
 * instance looks for; one of them does it. Kafka or Redis away, or another run in between: it is tried again.
 */
@ApplicationScoped
class Upkeep {
    private static final Script LENGTHS = Script.of("""
            return {
              redis.call('LLEN', 'feed:activity:global'),
              redis.call('ZCARD', 'feed:index:global'),
              redis.call('HLEN', 'feed:items:global'),
            }
            """);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final BlockingRedis redis;
    private final Projection read;
    private final Broker broker;
    private final FeedMetrics metrics;
    private final FeedConfig config;
    private final Pause pause;
    private final CountDownLatch stop = new CountDownLatch(1);
    private Thread thread;

    Upkeep(
            @RedisClientName("projector") Redis redis,
            Projection read,
            Broker broker,
            FeedMetrics metrics,
            FeedConfig config) {
        this.redis = new BlockingRedis(redis, config.patience());
        this.read = read;
        this.broker = broker;
        this.metrics = metrics;
        this.config = config;
        this.pause = new Pause(config.longestPause());
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("upkeep").daemon().start(this::run);
    }

    /** A rebuild that is under way is left to another instance, or to the next start. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop.countDown();
        thread.interrupt();
        thread.join(LONGEST_STOP);
    }

    private void run() {
        Duration wait = BETWEEN_LOOKS;
        while (isWantedAfter(wait)) {
            try {
                look();
                pause.reset();
                wait = BETWEEN_LOOKS;
            } catch (RedisAway away) {
                Log.debugf("upkeep: Redis away cause=%s", away.getCause());
            } catch (KafkaException | IllegalStateException failure) {
                wait = pause.next();
                Log.warnf("rebuild: broken off, will try again after=%s cause=%s", wait, failure.toString());
            } catch (RuntimeException unexpected) {
                wait = pause.next();
                Log.error("rebuild: broken, will begin again", unexpected);
            }
        }
    }

    private boolean isWantedAfter(Duration wait) {
        try {
            return !stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void look() throws RedisAway {
        var reason = reason();
        if (reason == null) {
            return;
        }
        var shadow = Shadow.begin(redis, read);
        if (shadow.isPresent()) {
            rebuild(shadow.get(), reason);
        }
    }

    private void rebuild(Shadow shadow, String reason) throws RedisAway {
        long start = System.nanoTime();
        Log.infof("rebuild: begins reason=\"%s\"", reason);
        try (var topic = new TopicLog(broker, config)) {
            int posts = new Rebuild(topic, shadow, read, Rebuild.LARGEST_SURVEY).run();
            var took = Duration.ofNanos(System.nanoTime() - start);
            metrics.rebuilt(took);
            Log.infof("rebuild: new streams swapped in posts=%d took=%s", posts, took);
        } finally {
            shadow.release();
        }
    }

    /** Why the streams have to be built anew; {@code null} when they are well. */
    private @Nullable String reason() throws RedisAway {
        var wanted = redis.text(Projection.INCOMPLETE);
        if (wanted == null && !globalIsWhole()) {
            read.want("a part was lost of global");
            return redis.text(Projection.INCOMPLETE);
        }
        return wanted;
    }

    /** The streams of users are looked at whenever something is applied to them. */
    private boolean globalIsWhole() throws RedisAway {
        var lengths = redis.run(LENGTHS, List.of());
        long index = lengths.get(1).toLong();
        return lengths.get(0).toLong() == Math.min(index, config.globalSize())
                && lengths.get(2).toLong() == index;
    }
}
