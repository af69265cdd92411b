package org.civildiy.feed.projection;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.vertx.redis.client.Command;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventJson;
import org.civildiy.events.PostsTopic;
import org.civildiy.feed.event.Batch;
import org.civildiy.feed.fixture.RealRedis;
import org.civildiy.feed.fixture.TestConfig;
import org.civildiy.feed.kafka.PartitionEpochs;
import org.civildiy.feed.kafka.StampingInterceptor;
import org.civildiy.feed.projection.Projection.Outcome.Applied;
import org.civildiy.feed.rebuild.RealStreams;
import org.civildiy.feed.redis.RedisUnavailable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.feed.fixture.Events.created;

/** A poll ahead of the method that applies it, and a seek in between: with the interceptor that Kafka runs, on a real Redis. */
class PartitionEpochsTest {
    private static final TopicPartition PARTITION = new TopicPartition(PostsTopic.NAME, 3);
    private static final int USER = 7;

    private final RealStreams streams = new RealStreams(new TestConfig(20, 10, 100));
    private final PartitionEpochs epochs = new PartitionEpochs();
    private final StampingInterceptor interceptor = new StampingInterceptor();

    PartitionEpochsTest() {
        interceptor.configure(Map.of(StampingInterceptor.EPOCHS, epochs));
        epochs.assigned(List.of(PARTITION));
    }

    @Test
    void a_batch_that_was_polled_before_a_seek_is_never_applied() throws RedisUnavailable {
        // Given
        seekTo(null);
        apply(poll(0, 1, 2));
        var polledBeforeTheSeek = poll(3, 4);
        restoreRedisTo(0);
        seekTo(0L);
        // When
        var outcome = apply(polledBeforeTheSeek);
        // Then
        assertThat(outcome).isFalse();
        assertThat(epochs.current(polledBeforeTheSeek).records()).isEmpty();
        assertThat(streams.projection().offsets()).containsEntry(PARTITION.partition(), 0L);
        assertThat(apply(poll(1, 2, 3, 4))).isTrue();
        assertThat(streams.global()).hasSize(5).allMatch(item -> item.matches(".*\"post_id\":\"p[0-4]\".*"));
    }

    @Test
    void records_that_are_polled_before_redis_was_asked_are_dropped() throws RedisUnavailable {
        // When
        var polled = poll(0, 1);
        // Then
        assertThat(polled.isEmpty()).isTrue();
    }

    @Test
    void a_gap_that_compaction_left_is_no_loss() throws RedisUnavailable {
        // Given
        seekTo(null);
        apply(poll(0, 1));
        // When
        var outcome = apply(poll(7, 9));
        // Then
        assertThat(outcome).isTrue();
        assertThat(streams.projection().offsets()).containsEntry(PARTITION.partition(), 9L);
    }

    @Test
    void a_batch_of_a_partition_that_was_taken_away_is_dropped() throws RedisUnavailable {
        // Given
        seekTo(null);
        var polled = poll(0, 1);
        epochs.revoked(List.of(PARTITION));
        // When
        var outcome = apply(polled);
        // Then
        assertThat(outcome).isFalse();
        assertThat(streams.global()).isEmpty();
    }

    @Test
    void a_batch_that_was_polled_before_redis_was_lost_is_dropped_until_the_next_seek() throws RedisUnavailable {
        // Given
        seekTo(null);
        var polled = poll(0, 1);
        // When
        epochs.lose();
        // Then
        assertThat(apply(polled)).isFalse();
        assertThat(poll(2).isEmpty()).isTrue();
        assertThat(epochs.unlocated()).containsExactly(PARTITION.partition());
    }

    private void seekTo(Long offset) {
        epochs.located(PARTITION.partition(), offset);
    }

    private ConsumerRecords<byte[], byte[]> poll(int... offsets) {
        var records = Arrays.stream(offsets)
                .mapToObj(offset -> record(offset, created("p" + offset, USER, offset)))
                .toList();
        return interceptor.onConsume(new ConsumerRecords<>(Map.of(PARTITION, records), Map.of()));
    }

    /** As the projector does; true when the batch was not dropped. */
    private boolean apply(ConsumerRecords<byte[], byte[]> polled) throws RedisUnavailable {
        var current = epochs.current(polled);
        if (current.records().isEmpty()) {
            return false;
        }
        return streams.projection().apply(Batch.of(current.records()), new HashMap<>(current.after()))
                instanceof Applied;
    }

    private static void restoreRedisTo(long offset) {
        RealRedis.send(Command.HSET, "feed:positions", PARTITION.partition(), offset);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, PostEvent event) {
        return new ConsumerRecord<>(
                PARTITION.topic(), PARTITION.partition(), offset, new byte[0], PostEventJson.write(event));
    }
}
