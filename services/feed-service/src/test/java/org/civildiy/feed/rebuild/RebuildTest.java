package org.civildiy.feed.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.vertx.redis.client.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.events.PostEvent;
import org.civildiy.feed.event.Batch;
import org.civildiy.feed.fixture.ExpectedItem;
import org.civildiy.feed.fixture.RealRedis;
import org.civildiy.feed.fixture.RedisSnapshot;
import org.civildiy.feed.fixture.TestConfig;
import org.civildiy.feed.projection.Projection.Outcome.Applied;
import org.civildiy.feed.projection.Projection.Outcome.RebuildPending;
import org.civildiy.feed.rebuild.Rebuild.Place;
import org.civildiy.feed.redis.RedisUnavailable;
import org.civildiy.feed.settings.FeedConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.civildiy.feed.fixture.Events.created;
import static org.civildiy.feed.fixture.Events.deleted;
import static org.civildiy.feed.fixture.Events.oldUpdated;
import static org.civildiy.feed.fixture.Events.updated;

/** How streams are built anew from the log, on a real Redis. */
class RebuildTest {
    private static final FeedConfig SMALL = new TestConfig(4, 3, 100);
    private static final int SURVEY = 1_000;

    private final MemoryLog log = new MemoryLog();
    private final RealStreams streams = new RealStreams(SMALL, log);

    @Test
    void more_deletes_than_the_surplus_are_filled_up_from_the_log() {
        // Given
        streams.apply(posts(0, 30));
        streams.apply(deletes(10, 30));
        var incomplete = streams.isIncomplete();
        // When
        streams.rebuildIfIncomplete(SURVEY);
        // Then
        assertThat(incomplete).isTrue();
        assertThat(streams.global()).containsExactly(item(9), item(8), item(7), item(6));
        assertThat(streams.ofUser(7)).containsExactly(item(9), item(8), item(7));
        assertThat(streams.isIncomplete()).isFalse();
    }

    @Test
    void as_many_deletes_as_the_surplus_need_no_log() {
        // Given
        streams.apply(posts(0, 30));
        // When
        streams.apply(deletes(27, 30));
        // Then
        assertThat(streams.isIncomplete()).isFalse();
        assertThat(streams.global()).hasSize(4);
        assertThat(streams.ofUser(7)).hasSize(3);
    }

    @Test
    void all_posts_deleted_leave_no_trace_of_a_stream() {
        // Given
        streams.apply(posts(0, 30));
        streams.apply(deletes(0, 30));
        // When
        streams.rebuildIfIncomplete(SURVEY);
        // Then
        assertThat(streams.keys())
                .containsExactlyInAnyOrder(
                        "feed:positions",
                        "feed:counters",
                        "feed:deleted",
                        "feed:deleted:orders",
                        "feed:live",
                        "feed:rebuilds");
    }

    @Test
    void what_is_whole_is_the_same_to_the_byte_afterwards() {
        // Given
        streams.apply(posts(0, 30));
        streams.apply(updated(id(3), 7, 2, 40), deleted(id(29), 7, 2, 41), created("other", 8, 42));
        var before = List.of(streams.global(), streams.ofUser(7), streams.ofUser(8));
        // When
        streams.rebuild(SURVEY);
        // Then
        assertThat(List.of(streams.global(), streams.ofUser(7), streams.ofUser(8)))
                .isEqualTo(before);
        assertThat(streams.apply(created("next", 8, 43))).isEqualTo(new Applied(1, 0));
    }

    @Test
    void readers_see_the_old_streams_until_the_new_ones_are_there() throws RedisUnavailable {
        // Given
        streams.apply(posts(0, 3));
        var before = streams.global();
        var target = RebuildTarget.begin(streams.redis(), streams.projection()).orElseThrow();
        // When
        target.projection().apply(batch(created("new", 7, 50)), Map.of());
        // Then
        assertThat(streams.global()).isEqualTo(before);
        assertThat(target.replaceRead(streams.projection().offsets(), List.of(0), Map.of(), 0))
                .isTrue();
        assertThat(streams.global()).containsExactly(ExpectedItem.json(created("new", 7, 50)));
    }

    @Test
    void nothing_is_swapped_in_when_the_streams_have_gone_further() throws RedisUnavailable {
        // Given
        streams.apply(posts(0, 3));
        var positions = streams.projection().offsets();
        var target = RebuildTarget.begin(streams.redis(), streams.projection()).orElseThrow();
        streams.apply(created("meanwhile", 7, 50));
        var before = streams.global();
        // When
        var swapped = target.replaceRead(positions, List.of(0), Map.of(), 0);
        // Then
        assertThat(swapped).isFalse();
        assertThat(streams.global()).isEqualTo(before);
    }

    @Test
    void nothing_is_applied_while_the_last_step_is_made() throws RedisUnavailable {
        // Given
        streams.apply(posts(0, 3));
        var target = RebuildTarget.begin(streams.redis(), streams.projection()).orElseThrow();
        target.pauseProjectors();
        // When
        var outcome = streams.apply(batch(created("meanwhile", 7, 50)));
        // Then
        assertThat(outcome).isEqualTo(new RebuildPending());
        assertThat(RealRedis.send(Command.PTTL, "feed:hold").toLong()).isBetween(1L, 2_000L);
    }

    @Test
    void one_run_at_a_time_and_what_a_dead_one_left_is_removed_by_the_next() throws RedisUnavailable {
        // Given
        var dead = RebuildTarget.begin(streams.redis(), streams.projection()).orElseThrow();
        dead.projection().apply(batch(created("left behind", 7, 1)), Map.of());
        var second = RebuildTarget.begin(streams.redis(), streams.projection());
        RealRedis.send(Command.DEL, "feed:rebuild");
        // When
        var third = RebuildTarget.begin(streams.redis(), streams.projection());
        // Then
        assertThat(second).isEmpty();
        assertThat(third).isPresent();
        assertThat(streams.keys()).containsExactlyInAnyOrder("feed:rebuild", "feed:rebuild:runs");
    }

    @Test
    void one_that_was_overtaken_swaps_nothing_in() throws RedisUnavailable {
        // Given
        streams.apply(posts(0, 3));
        var slow = RebuildTarget.begin(streams.redis(), streams.projection()).orElseThrow();
        RealRedis.send(Command.DEL, "feed:rebuild");
        var second = RebuildTarget.begin(streams.redis(), streams.projection());
        var before = streams.global();
        // When
        assertThatThrownBy(() -> slow.replaceRead(streams.projection().offsets(), List.of(0), Map.of(), 0))
                .isInstanceOf(RebuildTarget.LeaseLost.class);
        // Then
        assertThat(second).isPresent();
        assertThatThrownBy(() -> slow.renew("")).isInstanceOf(RebuildTarget.LeaseLost.class);
        assertThat(streams.global()).isEqualTo(before);
    }

    @Test
    void a_stream_that_has_lost_a_part_is_left_as_it_is_until_it_is_built_anew() {
        // Given
        streams.apply(posts(0, 3));
        var before = streams.global();
        RealRedis.send(Command.DEL, "feed:items:user:7");
        var outcome = streams.apply(batch(created("next", 7, 50)));
        var meanwhile = streams.global();
        // When
        streams.rebuildIfIncomplete(SURVEY);
        // Then
        assertThat(outcome).isEqualTo(new RebuildPending());
        assertThat(meanwhile).isEqualTo(before);
        assertThat(streams.ofUser(7)).isEqualTo(before);
        assertThat(streams.apply(created("next", 7, 50))).isEqualTo(new Applied(1, 0));
    }

    @Test
    void nothing_is_swapped_in_when_a_partition_had_its_first_record_meanwhile() throws RedisUnavailable {
        // Given
        streams.apply(posts(0, 3));
        var positions = streams.projection().offsets();
        var target = RebuildTarget.begin(streams.redis(), streams.projection()).orElseThrow();
        log.append(1, created("first", 7, 50));
        streams.apply(log.next(1, 1));
        var before = streams.global();
        // When
        var swapped = target.replaceRead(positions, List.of(0), Map.of(), 0);
        // Then
        assertThat(swapped).isFalse();
        assertThat(streams.global()).isEqualTo(before);
    }

    /** The log answers 15 times; the batches that are written lie behind answers 7 to 11 and 13. */
    @ParameterizedTest
    @ValueSource(ints = {8, 9, 10, 11, 12, 14})
    void nothing_is_swapped_in_when_redis_lost_a_batch_of_it_meanwhile(int moment) throws RedisUnavailable {
        // Given
        streams.apply(posts(0, 30));
        log.append(1, created("of another partition", 7, 50));
        streams.apply(log.next(1, 1));
        var before = streams.global();
        var target = RebuildTarget.begin(streams.redis(), streams.projection()).orElseThrow();
        var snapshots = new ArrayList<RedisSnapshot>();
        var rebuild = new Rebuild(
                log.before(answer -> {
                    if (answer == moment) {
                        snapshots.getLast().restore(RealRedis.client());
                    }
                    snapshots.add(RedisSnapshot.of(RealRedis.client()));
                }),
                target,
                streams.projection(),
                SURVEY);
        // When
        assertThatThrownBy(rebuild::run).isInstanceOf(IllegalStateException.class);
        // Then
        assertThat(snapshots).hasSizeGreaterThanOrEqualTo(moment);
        assertThat(streams.global()).isEqualTo(before);
    }

    /** Compaction keeps the last record of a key, whatever it is. */
    @Test
    void what_an_unreadable_record_or_a_change_without_content_took_the_place_of_is_counted() {
        // Given
        streams.apply(posts(0, 2));
        var taken = streams.append("taken", "no event");
        var touched = streams.append(oldUpdated("touched", 7, 60));
        streams.append(id(0), "no event either, and what was before it is still there");
        // When
        var outcome = streams.rebuild(SURVEY);
        // Then
        assertThat(outcome.lost()).containsExactly(new Place(0, taken), new Place(0, touched));
        assertThat(streams.global()).containsExactly(item(1), item(0));
        assertThat(RealRedis.send(Command.HGET, "feed:counters", "rebuild_lost").toInteger())
                .isEqualTo(2);
    }

    /** As the next records of partition 0. */
    private Batch batch(PostEvent event) {
        log.append(0, event);
        return log.next(0, 1);
    }

    private static PostEvent[] posts(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> created(id(number), 7, number))
                .toArray(PostEvent[]::new);
    }

    private static PostEvent[] deletes(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> deleted(id(number), 7, 2, 100 + number))
                .toArray(PostEvent[]::new);
    }

    private static String item(int number) {
        return ExpectedItem.json(created(id(number), 7, number));
    }

    private static String id(int number) {
        return "post%04d".formatted(number);
    }
}
