package org.civildiy.feed.rebuild;

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

import org.civildiy.defaults.concurrent.Backoff;
import org.civildiy.feed.kafka.KafkaAdmin;
import org.civildiy.feed.projection.FeedMetrics;
import org.civildiy.feed.projection.Projection;
import org.civildiy.feed.redis.BlockingRedis;
import org.civildiy.feed.redis.FeedKeys;
import org.civildiy.feed.redis.RedisUnavailable;
import org.civildiy.feed.redis.Script;
import org.civildiy.feed.settings.FeedConfig;

import static org.civildiy.feed.redis.FeedKeys.GLOBAL;
import static org.civildiy.feed.redis.FeedKeys.READ;

/**
 * The trigger of rebuilds: one thread in each instance looks twice a second for the key {@link FeedKeys#incomplete}. The instance that
 * gets the lease rebuilds the feeds. The key is set when:
 * <ul>
 *   <li>deletes have used up the surplus of an index;</li>
 *   <li>Redis was emptied, or some of the keys of a feed were lost;</li>
 *   <li>the configured sizes of the streams have changed;</li>
 *   <li>an operator requests a rebuild.</li>
 * </ul>
 * When Kafka or Redis is unavailable, or another run has taken the lease, the rebuild is tried again.
 */
@ApplicationScoped
public class RebuildTrigger {
    private static final Script LENGTHS = Script.of("""
            local list, index, items = unpack(ARGV)
            return {redis.call('LLEN', list), redis.call('ZCARD', index), redis.call('HLEN', items)}
            """);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    /** The most records that are logged after a rebuild. */
    private static final int MAX_LOGGED = 20;

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

    private final BlockingRedis redis;

    /** The projection to the feeds that clients read. */
    private final Projection read;

    private final KafkaAdmin broker;
    private final FeedMetrics metrics;
    private final FeedConfig config;
    private final Backoff backoff;
    private final CountDownLatch stop = new CountDownLatch(1);
    private Thread thread;

    RebuildTrigger(
            @RedisClientName("projector") Redis redis,
            Projection read,
            KafkaAdmin broker,
            FeedMetrics metrics,
            FeedConfig config) {
        this.redis = new BlockingRedis(redis, config.timeout());
        this.read = read;
        this.broker = broker;
        this.metrics = metrics;
        this.config = config;
        this.backoff = new Backoff(config.longestPause());
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("rebuild").daemon().start(this::run);
    }

    /** A rebuild in progress is left to another instance, or to the next start. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop.countDown();
        thread.interrupt();
        thread.join(STOP_TIMEOUT);
    }

    private void run() {
        Duration wait = BETWEEN_LOOKS;
        while (isRunningAfter(wait)) {
            try {
                look();
                backoff.reset();
                wait = BETWEEN_LOOKS;
            } catch (RedisUnavailable failure) {
                Log.debugf("rebuild: Redis unavailable cause=%s", failure.getCause());
            } catch (KafkaException | IllegalStateException failure) {
                wait = backoff.next();
                Log.warnf("rebuild: failed, will try again after=%s cause=%s", wait, failure.toString());
            } catch (RuntimeException unexpected) {
                wait = backoff.next();
                Log.error("rebuild: unexpected failure, will try again", unexpected);
            }
        }
    }

    private boolean isRunningAfter(Duration wait) {
        try {
            return !stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Rebuilds the feeds when there is a reason, and when no other instance does. */
    private void look() throws RedisUnavailable {
        var reason = reason();
        if (reason == null) {
            return;
        }
        var target = RebuildTarget.begin(redis, read);
        if (target.isPresent()) {
            rebuild(target.get(), reason);
        }
    }

    private void rebuild(RebuildTarget target, String reason) throws RedisUnavailable {
        long start = System.nanoTime();
        Log.infof("rebuild: started reason=\"%s\"", reason);
        try (var topic = new TopicLog(broker, config)) {
            var outcome = new Rebuild(topic, target, read, Rebuild.LARGEST_INDEX).run();
            var took = Duration.ofNanos(System.nanoTime() - start);
            metrics.rebuilt(took);
            Log.infof(
                    "rebuild: feeds replaced posts=%d lost=%d took=%s",
                    outcome.posts(), outcome.lost().size(), took);
            outcome.lost().stream()
                    .limit(MAX_LOGGED)
                    .forEach(place -> Log.warnf(
                            "rebuild: the topic has only a record without state for a key, its post may be lost partition=%d offset=%d",
                            place.partition(), place.offset()));
        } finally {
            target.release();
        }
    }

    /** Why the feeds have to be rebuilt; {@code null} when they are complete. */
    private @Nullable String reason() throws RedisUnavailable {
        var requested = redis.text(READ.incomplete());
        if (requested == null && !isGlobalComplete()) {
            read.requestRebuild("a part was lost of global");
            return redis.text(READ.incomplete());
        }
        return requested;
    }

    /** Whether the keys of the global feed fit together. The script checks the feed of a user whenever it applies a change to that feed. */
    private boolean isGlobalComplete() throws RedisUnavailable {
        var lengths = redis.run(LENGTHS, List.of(READ.list(GLOBAL), READ.index(GLOBAL), READ.items(GLOBAL)));
        long index = lengths.get(1).toLong();
        return lengths.get(0).toLong() == Math.min(index, config.globalSize())
                && lengths.get(2).toLong() == index;
    }
}
