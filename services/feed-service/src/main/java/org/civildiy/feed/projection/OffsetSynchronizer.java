package org.civildiy.feed.projection;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.civildiy.defaults.concurrent.Backoff;
import org.civildiy.events.PostsTopic;
import org.civildiy.feed.deadletter.DeadLetters;
import org.civildiy.feed.event.Batch;
import org.civildiy.feed.kafka.ConnectionLog;
import org.civildiy.feed.kafka.PartitionEpochs;
import org.civildiy.feed.redis.RedisUnavailable;
import org.civildiy.feed.settings.Failures;
import org.civildiy.feed.settings.FeedConfig;

/**
 * The synchronization of the channel's Kafka consumer with the offsets in Redis.
 *
 * <p>One thread opens the channel, see {@link ChannelOpening}. Then this thread compares the offsets in Redis with those that were applied
 * last: once a second, and at once after a rebalance, or when the script did not apply a batch. For each partition whose offsets differ,
 * the consumer seeks on its polling thread.
 * <ul>
 *   <li>Kafka is unavailable at the start, or its name does not resolve: the channel stays closed until the topics could be created.</li>
 *   <li>Redis is unavailable: the comparison is tried again with back-off; nothing is applied meanwhile, see {@link Projector}.</li>
 *   <li>Redis was restored from a backup, lost its last second of changes, or got rebuilt streams: the next batch or comparison finds
 *       other offsets within a second, and the consumer continues at the offsets in Redis.</li>
 *   <li>Redis was emptied: the streams are rebuilt first, see the package {@code rebuild}. Reading the topic from the start into the
 *       streams that clients read would show posts that have long been deleted.</li>
 * </ul>
 * The monitor of this object serializes a batch with a comparison, so that neither sees an intermediate state of the other. The polling
 * thread never takes the monitor, because a comparison waits for that thread.
 */
@Singleton
public class OffsetSynchronizer {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** The pause between two comparisons while a rebuild is in its last step, or has not begun yet. */
    private static final Duration REBUILD_STEP = Duration.ofMillis(50);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

    private final ChannelOpening opening;
    private final Projection projection;
    private final PartitionEpochs epochs;
    private final PartitionSeeker seeker;
    private final FeedMetrics metrics;
    private final FeedConfig config;
    private final KafkaClientService clients;
    private final BlockingQueue<Boolean> wakeUps = new ArrayBlockingQueue<>(1);

    /** The offset of the last record that was applied, for each partition of which one is known. */
    private final Map<Integer, Long> applied = new ConcurrentHashMap<>();

    private final ConsumerLag lag;

    private volatile boolean rebuilding;
    private volatile boolean stopping;
    private Thread thread;
    private @Nullable ConnectionLog connection;

    OffsetSynchronizer(
            ChannelOpening opening,
            Projection projection,
            PartitionEpochs epochs,
            DeadLetters deadLetters,
            FeedMetrics metrics,
            FeedConfig config,
            KafkaClientService clients) {
        this.opening = opening;
        this.projection = projection;
        this.epochs = epochs;
        this.seeker = new PartitionSeeker(epochs, deadLetters, config.timeout());
        this.lag = new ConsumerLag(epochs, applied);
        this.metrics = metrics;
        this.config = config;
        this.clients = clients;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("offsets").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(STOP_TIMEOUT);
    }

    /** Requests a comparison at once; thread-safe. */
    void wakeUp() {
        wakeUps.offer(true);
    }

    /** Whether this instance consumes partitions, and continues from the offset in Redis in all of them. */
    public boolean isReading() {
        return !epochs.assigned().isEmpty() && epochs.unlocated().isEmpty();
    }

    /** Records that a batch was applied. Its offsets are committed to Kafka as well, for operators' tools. */
    synchronized void applied(Batch batch) {
        applied.putAll(batch.ends());
        consumer()
                .runOnPollingThread(consumer -> {
                    consumer.commitAsync(batch.nextOffsets(PostsTopic.NAME), OffsetSynchronizer::committed);
                })
                .subscribe()
                .with(done -> {}, failure -> committed(Map.of(), failure));
    }

    /** Stops the projection until the consumer was moved, because Redis holds another offset than expected. */
    void lose() {
        epochs.lose();
        wakeUp();
    }

    /** Stops the projection until a rebuild has replaced the streams. Then the consumer continues at the new offsets in Redis. */
    void waitForRebuild() {
        epochs.lose();
        rebuilding = true;
        wakeUp();
    }

    private void run() {
        var backoff = new Backoff(config.longestPause());
        try {
            while (!opening.tryOpen()) {
                waitFor(backoff.next());
            }
            backoff.reset();
            while (!stopping) {
                waitFor(lookAgainAfter(backoff));
            }
        } catch (InterruptedException stopped) {
            Log.debug("projector: stopping");
        } catch (RuntimeException unexpected) {
            Log.error("projector: offsets are not compared any more", unexpected);
        }
    }

    /** Compares the offsets once, and returns the pause before the next comparison. */
    private Duration lookAgainAfter(Backoff backoff) throws InterruptedException {
        try {
            checkConnection();
            rebuilding = false;
            look();
            backoff.reset();
            return rebuilding ? REBUILD_STEP : BETWEEN_LOOKS;
        } catch (RedisUnavailable | RuntimeException failure) {
            if (stopping) {
                throw new InterruptedException();
            }
            var wait = backoff.next();
            Log.warnf(
                    "projector: offsets not compared, will try again after=%s cause=%s", wait, Failures.root(failure));
            return wait;
        }
    }

    /** Updates the connection log. The first call creates the lazy consumer, which fails while the broker's name does not resolve. */
    private void checkConnection() {
        if (connection == null) {
            connection =
                    consumer().runOnPollingThread(ConnectionLog::new).await().atMost(pollingTimeout());
        }
        connection.check();
    }

    /** Compares the offsets in Redis with those applied last, and moves the consumer where they differ. */
    private synchronized void look() throws RedisUnavailable {
        var stored = projection.offsets();
        var unlocated = epochs.unlocated();
        var assigned = epochs.assigned();
        stored.keySet().retainAll(assigned);
        var elsewhere = new TreeSet<>(assigned);
        elsewhere.removeIf(each -> !unlocated.contains(each) && Objects.equals(stored.get(each), applied.get(each)));
        if (!unlocated.containsAll(elsewhere)) {
            Log.infof("projector: Redis is at another offset expected=%s", applied);
        }
        if (!elsewhere.isEmpty()) {
            move(elsewhere, stored);
        }
        consumer().runOnPollingThread(lag::of).subscribe().with(metrics::lag, ignored -> {});
    }

    /** Moves the consumer to the stored offsets; requests a rebuild instead when Redis was emptied. */
    private void move(Set<Integer> partitions, Map<Integer, Long> stored) throws RedisUnavailable {
        boolean moved = consumer()
                .runOnPollingThread(consumer -> {
                    return seeker.seek(consumer, partitions, stored);
                })
                .await()
                .atMost(pollingTimeout());
        if (!moved) {
            projection.requestRebuild("Redis was emptied");
            waitForRebuild();
            return;
        }
        for (int partition : partitions) {
            applied.remove(partition);
            if (stored.containsKey(partition)) {
                applied.put(partition, stored.get(partition));
            }
        }
        Log.infof("projector: reading partitions=%s after=%s", partitions, stored);
    }

    private void waitFor(Duration pause) throws InterruptedException {
        wakeUps.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The timeout of a task on the polling thread: a poll ends first, and {@link PartitionSeeker} sends two requests to Kafka. */
    private Duration pollingTimeout() {
        return config.timeout().multipliedBy(3);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return clients.getConsumer(Projector.CHANNEL);
    }

    /** Logs a failed commit; it is not repeated, because the next batch commits later offsets. */
    private static void committed(Map<TopicPartition, OffsetAndMetadata> offsets, Throwable failure) {
        if (failure != null) {
            Log.debugf("projector: offsets not committed, the next batch will cause=%s", failure);
        }
    }
}
