package org.civildiy.posts.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import org.civildiy.defaults.concurrent.Deadline;
import org.civildiy.events.EventReading.Read;
import org.civildiy.events.PostEventJson;
import org.civildiy.events.PostsTopic;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * A Kafka consumer that compares the last record of each post with the stored post. When the last record has an older version, the newest
 * state of the post is published again. Otherwise compaction would keep the older record, and a rebuild would show the older version.
 *
 * <p>An older record follows a newer record in these cases: a lost connection delivers a record minutes late; an instance that was frozen
 * for longer than its lease sends a record late; an operator replays a dead letter. A record with the key of a post that is no event of
 * this post counts as older than every version.
 *
 * <p>An old record is no error if a newer record of the same post follows. So the check first asks MongoDB whether the newest event was
 * published, and then asks Kafka for the end of the partition. When the consumer has read up to that end, no newer record follows.
 *
 * <ul>
 *   <li>MongoDB or Kafka is unavailable: no offset is committed, and the check continues from the last committed offset;
 *   <li>the instance dies: another instance takes over its partitions at the last committed offset. No unchecked record is before that
 *       offset;
 *   <li>two instances publish the same state: readers drop the duplicate by its version.
 * </ul>
 */
@ApplicationScoped
class LastRecordCheck {
    static final String GROUP = "posts-service-last-records";

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);
    /** With more unchecked records than this, the check publishes the newest state without waiting for the end of the partition. */
    private static final int MAX_UNCHECKED = 10_000;

    private static final int REMEMBERED_POSTS = 10_000;

    private final Map<String, Object> settings;
    private final NewestPosts posts;
    private final LastRecords records = new LastRecords(REMEMBERED_POSTS);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private @Nullable Thread thread;
    private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();
    private boolean failing;

    LastRecordCheck(@Identifier("default-kafka-broker") Map<String, Object> broker, NewestPosts posts) {
        this.settings = settings(broker);
        this.posts = posts;
    }

    void start(@Observes StartupEvent started) {
        thread = Thread.ofPlatform().daemon().name("last-record-check").start(this::run);
    }

    @PreDestroy
    void stop() {
        stopped.countDown();
        try {
            if (thread != null) {
                thread.join(STOP_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isStopped(failing ? PAUSE_AFTER_FAILURE : Duration.ZERO)) {
            try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                follow(consumer);
            } catch (RuntimeException failure) {
                if (!failing) {
                    Log.warnf("last records: not checked at the moment, will retry cause=%s", failure);
                }
                failing = true;
                records.forgetAll();
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        consumer.subscribe(List.of(PostsTopic.NAME), new ForgetRevokedPartitions());
        var nextCheck = Deadline.after(Duration.ZERO);
        while (!isStopped(Duration.ZERO)) {
            consumer.poll(INTERVAL).forEach(this::add);
            if (nextCheck.hasPassed()) {
                check(consumer);
                commit(consumer);
                failing = false;
                nextCheck = Deadline.after(INTERVAL);
            }
        }
    }

    /** Adds a record whose key is the id of a post. Other records are ignored. */
    private void add(ConsumerRecord<String, byte[]> read) {
        if (read.key() != null && ObjectId.isValid(read.key())) {
            records.add(
                    PostEventJson.read(read.value()) instanceof Read(var event)
                                    && event.data().postId().equals(read.key())
                            ? LastRecord.of(event, read.partition(), read.offset())
                            : LastRecord.unreadable(read.key(), read.partition(), read.offset()));
        }
    }

    private void check(Consumer<?, ?> consumer) {
        var unchecked = records.unchecked();
        var older = posts.olderThanStored(unchecked);
        unchecked.stream().filter(last -> !older.contains(last)).forEach(records::checked);
        if (!older.isEmpty()) {
            var ends = consumer.endOffsets(partitionsOf(older), REQUEST_TIMEOUT);
            older.stream()
                    .filter(last -> isLast(last, consumer, ends) || records.size() > MAX_UNCHECKED)
                    .forEach(this::publishNewest);
        }
    }

    private void commit(Consumer<?, ?> consumer) {
        var checked = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : consumer.assignment()) {
            var position = consumer.position(partition, REQUEST_TIMEOUT);
            checked.put(partition, new OffsetAndMetadata(records.checkedUpTo(partition.partition(), position)));
        }
        if (!checked.equals(committed)) {
            try {
                consumer.commitSync(checked, REQUEST_TIMEOUT);
                committed = checked;
            } catch (RebalanceInProgressException | CommitFailedException partitionsMove) {
                Log.debugf("last records: not committed cause=%s", partitionsMove.getMessage());
            }
        }
    }

    private static boolean isLast(LastRecord last, Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        var partition = partitionOf(last);
        return consumer.position(partition, REQUEST_TIMEOUT) >= ends.get(partition);
    }

    private void publishNewest(LastRecord last) {
        posts.publishNewest(last, records.usernameOf(last), records.versionOfDelete(last));
        records.checked(last);
    }

    private boolean isStopped(Duration pause) {
        try {
            return stopped.await(pause.toMillis(), MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static Collection<TopicPartition> partitionsOf(Collection<LastRecord> records) {
        return records.stream().map(LastRecordCheck::partitionOf).collect(Collectors.toSet());
    }

    private static TopicPartition partitionOf(LastRecord last) {
        return new TopicPartition(PostsTopic.NAME, last.partition());
    }

    /** Without a committed offset, the consumer reads the last 10 minutes. Earlier records are not compared with the present state. */
    private static Map<String, Object> settings(Map<String, Object> broker) {
        var settings = new HashMap<>(broker);
        settings.keySet().retainAll(ConsumerConfig.configNames());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "by_duration:PT10M");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 * 1024);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1024 * 1024);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
        return settings;
    }

    private final class ForgetRevokedPartitions implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            records.forget(partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet()));
        }
    }
}
