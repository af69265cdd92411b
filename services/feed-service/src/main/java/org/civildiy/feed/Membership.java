package org.civildiy.feed;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import io.quarkus.logging.Log;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

import org.civildiy.events.PostsTopic;
import org.civildiy.feed.Projection.Outcome.Applied;
import org.civildiy.feed.Projection.Outcome.Moved;
import org.civildiy.feed.Projection.Outcome.Wait;

/**
 * One membership in the consumer group: reads the partitions that the group gives to this instance, in batches, from where Redis
 * stands.
 *
 * <p>There is one way back from everything that goes wrong: stop reading, ask Redis for the positions, and read on from there.
 * <ul>
 *   <li>Partitions were given or taken: so it begins.</li>
 *   <li>Redis or the dead letters' topic does not answer: the batch is let go and read again; meanwhile the partitions are paused,
 *       and this instance stays in the group.</li>
 *   <li>Redis stands elsewhere than where it was left (it was restored, lost its last second, got streams that were built anew, or is
 *       written by an instance that does not know yet that it has lost the partition): noticed by the next batch, or within a
 *       second without one.</li>
 *   <li>Redis was emptied: the streams are built anew first, see {@link Upkeep}. To read the topic from the start into streams that
 *       clients read would show posts that have long been deleted.</li>
 *   <li>Kafka does not answer: the consumer connects again by itself.</li>
 * </ul>
 * Offsets are committed to Kafka after Redis has them, for operators' tools; records are never read by them. Where a partition is
 * read again from before its committed offset, they tell that its unreadable records were put away already.
 */
final class Membership implements ConsumerRebalanceListener, AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** A look at where Redis stands while a rebuild is in its last step, or has yet to begin. */
    private static final Duration REBUILD_STEP = Duration.ofMillis(50);

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Projection projection;
    private final DeadLetters deadLetters;
    private final FeedMetrics metrics;
    private final Pause pause;
    private final Duration patience;
    private final Contact contact;

    /** Where Redis stands, as far as is known. */
    private Map<Integer, Long> positions = new TreeMap<>();

    private boolean located;
    private long nextLook = System.nanoTime();
    private volatile boolean reading;

    Membership(Broker broker, Projection projection, DeadLetters deadLetters, FeedMetrics metrics, FeedConfig config) {
        this.consumer = EventConsumer.of(broker, config);
        this.projection = projection;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.pause = new Pause(config.longestPause());
        this.patience = config.patience();
        this.contact = new Contact(consumer);
        consumer.subscribe(Set.of(PostsTopic.NAME), this);
    }

    /** Reads what there is, waiting for it a second at the longest, and applies it. */
    void turn() throws InterruptedException {
        try {
            var records = consumer.poll(untilNextLook());
            contact.check();
            if (!records.isEmpty()) {
                project(records);
            }
            if (untilNextLook().isZero()) {
                look();
            }
            metrics.lag(lag());
        } catch (RedisAway | ExecutionException failure) {
            tryAgain(failure.getCause());
        } catch (TimeoutException kafkaIsAway) {
            tryAgain(kafkaIsAway);
        } catch (WakeupException stopping) {
            Log.debug("projector: woken up to stop");
        }
    }

    private void tryAgain(Throwable cause) {
        loseTheWay();
        Duration wait = pause.next();
        nextLook = System.nanoTime() + wait.toNanos();
        Log.warnf("projector: batch not applied, will try again after=%s cause=%s", wait, cause);
    }

    /** Whether there are partitions to read, and it is known where. */
    boolean isReading() {
        return reading;
    }

    /** Ends a {@link #turn} that waits for records; from any thread. */
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        loseTheWay();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        loseTheWay();
    }

    @Override
    public void close() {
        reading = false;
        consumer.close(CloseOptions.timeout(LONGEST_GOODBYE));
    }

    private void project(ConsumerRecords<byte[], byte[]> records)
            throws RedisAway, ExecutionException, InterruptedException {
        long start = System.nanoTime();
        var batch = Batch.of(records);
        deadLetters.put(batch.deadLetters());
        switch (projection.apply(batch, positions)) {
            case Applied applied -> {
                positions.putAll(batch.ends());
                consumer.commitAsync(batch.nextOffsets(PostsTopic.NAME), Membership::committed);
                metrics.batch(batch, applied, Duration.ofNanos(System.nanoTime() - start));
                Log.debugf(
                        "projector: batch applied records=%d applied=%d skipped=%d",
                        batch.size(), applied.applied(), applied.skipped());
            }
            case Moved() -> {
                Log.infof("projector: Redis is not where it was left was=%s", positions);
                loseTheWay();
            }
            case Wait() -> waitForRebuild();
        }
    }

    /** Compares where Redis stands with where it was left, and reads on from there where that is not the same. */
    private void look() throws RedisAway {
        Set<TopicPartition> partitions = consumer.assignment();
        Map<Integer, Long> stored = projection.positions();
        stored.keySet().retainAll(numbers(partitions));
        List<TopicPartition> elsewhere = partitions.stream()
                .filter(each ->
                        !located || !Objects.equals(stored.get(each.partition()), positions.get(each.partition())))
                .toList();
        if (!elsewhere.isEmpty()) {
            if (located) {
                Log.infof("projector: Redis is not where it was left was=%s", positions);
            }
            if (hasLost(elsewhere, stored)) {
                projection.want("Redis was emptied");
                waitForRebuild();
                return;
            }
            elsewhere.forEach(each -> readOn(each, stored.get(each.partition())));
            Log.infof("projector: reading partitions=%s after=%s", numbers(elsewhere), stored);
        }
        if (located) {
            // Not at the first look: a batch that fails again and again would be tried without end and without a pause.
            pause.reset();
        }
        consumer.resume(partitions);
        positions = stored;
        located = true;
        reading = !partitions.isEmpty();
        nextLook = System.nanoTime() + BETWEEN_LOOKS.toNanos();
    }

    /** A position behind the end of the partition, as after the topic was made anew, makes Kafka start at the beginning as well. */
    private void readOn(TopicPartition partition, Long position) {
        if (position == null) {
            consumer.seekToBeginning(Set.of(partition));
        } else {
            consumer.seek(partition, position + 1);
        }
    }

    /** Whether Redis knows nothing of a partition that was projected according to Kafka, and whose records are there still. */
    private boolean hasLost(List<TopicPartition> partitions, Map<Integer, Long> stored) {
        var committed = new HashMap<>(consumer.committed(Set.copyOf(partitions), patience));
        committed.values().removeIf(Objects::isNull);
        committed.forEach((partition, next) -> deadLetters.doneUpTo(partition.partition(), next.offset()));
        committed.keySet().removeIf(each -> stored.containsKey(each.partition()));
        return consumer.endOffsets(committed.keySet(), patience).values().stream()
                .anyMatch(end -> end > 0);
    }

    private void waitForRebuild() {
        loseTheWay();
        nextLook = System.nanoTime() + REBUILD_STEP.toNanos();
    }

    private void loseTheWay() {
        located = false;
        reading = false;
        nextLook = System.nanoTime();
        consumer.pause(consumer.assignment());
    }

    private Duration untilNextLook() {
        return Duration.ofNanos(Math.max(0, nextLook - System.nanoTime()));
    }

    private double lag() {
        return located
                ? consumer.assignment().stream()
                        .mapToLong(each -> consumer.currentLag(each).orElse(0))
                        .sum()
                : Double.NaN;
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void committed(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
        if (failure != null) {
            Log.debugf("projector: offsets not committed, the next batch will cause=%s", failure);
        }
    }
}
