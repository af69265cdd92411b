package org.civildiy.feed.projection;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import org.civildiy.feed.deadletter.DeadLetters;
import org.civildiy.feed.event.Batch;
import org.civildiy.feed.kafka.PartitionEpochs;
import org.civildiy.feed.projection.Projection.Outcome.Applied;
import org.civildiy.feed.projection.Projection.Outcome.OffsetMismatch;
import org.civildiy.feed.projection.Projection.Outcome.RebuildPending;
import org.civildiy.feed.redis.RedisUnavailable;
import org.civildiy.feed.settings.Failures;
import org.civildiy.feed.settings.FeedConfig;

/**
 * The projector: applies the batches of the channel {@value #CHANNEL} to the streams in Redis, one batch at a time.
 *
 * <p>Redis is the authority on the offset, see {@link Projection}; the consumer never starts from the offsets committed to Kafka.
 * <ul>
 *   <li>Redis or the dead-letter topic is unavailable: the same batch is tried again with back-off, up to the longest pause. The
 *       channel pauses the partitions meanwhile and goes on polling, so this instance stays in the group.</li>
 *   <li>The batch was applied although the response was lost: the next attempt finds another offset in Redis, and the consumer is moved to
 *       that offset.</li>
 *   <li>Redis holds another offset: nothing is applied, and {@link OffsetSynchronizer} moves the consumer. This happens when Redis was
 *       restored, lost its last second of changes, or got rebuilt streams. It also happens when another instance has lost the partition
 *       but does not know that yet, and still writes.</li>
 *   <li>The batch was polled before the consumer was moved: its records are dropped, see {@link PartitionEpochs}.</li>
 *   <li>A Java {@code Error} ends the channel: liveness fails, see {@link ProjectorCheck}.</li>
 * </ul>
 */
@ApplicationScoped
class Projector {
    static final String CHANNEL = "posts-events";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final Projection projection;
    private final PartitionEpochs epochs;
    private final OffsetSynchronizer synchronizer;
    private final DeadLetters deadLetters;
    private final MonotonicReads reads;
    private final FeedMetrics metrics;
    private final FeedConfig config;

    Projector(
            Projection projection,
            PartitionEpochs epochs,
            OffsetSynchronizer synchronizer,
            DeadLetters deadLetters,
            MonotonicReads reads,
            FeedMetrics metrics,
            FeedConfig config) {
        this.projection = projection;
        this.epochs = epochs;
        this.synchronizer = synchronizer;
        this.deadLetters = deadLetters;
        this.reads = reads;
        this.metrics = metrics;
        this.config = config;
    }

    @Incoming(CHANNEL)
    Uni<Void> project(ConsumerRecords<byte[], byte[]> polled) {
        return Uni.createFrom()
                .item(Unchecked.supplier(() -> {
                    apply(polled);
                    return polled;
                }))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure(Exception.class)
                .invoke(failure ->
                        Log.warnf("projector: batch not applied, will try again cause=%s", Failures.root(failure)))
                .onFailure(Exception.class)
                .retry()
                .withBackOff(FIRST_PAUSE, config.longestPause())
                .indefinitely()
                .replaceWithVoid();
    }

    /** Applies the records of a batch that were polled after the last seek; blocks its caller. */
    void apply(ConsumerRecords<byte[], byte[]> polled) throws RedisUnavailable {
        synchronized (synchronizer) {
            long start = System.nanoTime();
            var current = epochs.current(polled);
            if (current.records().isEmpty()) {
                return;
            }
            var batch = Batch.of(current.records());
            deadLetters.publish(batch.deadLetters());
            switch (projection.apply(batch, current.after())) {
                case Applied applied -> {
                    reads.raise(batch.ends());
                    synchronizer.applied(batch);
                    metrics.batch(batch, applied, Duration.ofNanos(System.nanoTime() - start));
                    Log.debugf(
                            "projector: batch applied records=%d applied=%d skipped=%d",
                            batch.size(), applied.applied(), applied.skipped());
                }
                case OffsetMismatch() -> {
                    Log.infof("projector: Redis is at another offset expected=%s", current.after());
                    synchronizer.lose();
                }
                case RebuildPending() -> synchronizer.waitForRebuild();
            }
        }
    }
}
