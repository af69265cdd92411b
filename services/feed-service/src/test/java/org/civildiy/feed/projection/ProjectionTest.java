package org.civildiy.feed.projection;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.vertx.redis.client.Command;
import org.junit.jupiter.api.Test;

import org.civildiy.events.PostEvent;
import org.civildiy.feed.event.Batch;
import org.civildiy.feed.event.Change;
import org.civildiy.feed.fixture.Events;
import org.civildiy.feed.fixture.ExpectedItem;
import org.civildiy.feed.fixture.RealRedis;
import org.civildiy.feed.fixture.TestConfig;
import org.civildiy.feed.projection.Projection.Outcome.Applied;
import org.civildiy.feed.projection.Projection.Outcome.OffsetMismatch;
import org.civildiy.feed.rebuild.RealStreams;
import org.civildiy.feed.settings.FeedConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.feed.fixture.Events.created;
import static org.civildiy.feed.fixture.Events.deleted;
import static org.civildiy.feed.fixture.Events.oldCreated;
import static org.civildiy.feed.fixture.Events.oldDeleted;
import static org.civildiy.feed.fixture.Events.oldUpdated;
import static org.civildiy.feed.fixture.Events.updated;

/** The rules of the streams, each by example, on a real Redis. The contract's sizes where the size matters, else small ones. */
class ProjectionTest {
    private static final FeedConfig SMALL = new TestConfig(4, 3, 100);

    private final RealStreams streams = new RealStreams(SMALL);

    @Test
    void a_new_post_is_in_front_of_both_its_streams() {
        // Given
        streams.apply(created("p1", 7, 1), created("p2", 8, 2));
        // When
        var outcome = streams.apply(created("p3", 7, 3));
        // Then
        assertThat(outcome).isEqualTo(new Applied(1, 0));
        assertThat(streams.global()).isEqualTo(items(created("p3", 7, 3), created("p2", 8, 2), created("p1", 7, 1)));
        assertThat(streams.ofUser(7)).isEqualTo(items(created("p3", 7, 3), created("p1", 7, 1)));
        assertThat(streams.ofUser(8)).isEqualTo(items(created("p2", 8, 2)));
    }

    @Test
    void an_update_moves_the_post_to_the_front_with_its_new_content() {
        // Given
        streams.apply(created("p1", 7, 1), created("p2", 7, 2));
        // When
        streams.apply(updated("p1", 7, 2, 3));
        // Then
        assertThat(streams.global()).isEqualTo(items(updated("p1", 7, 2, 3), created("p2", 7, 2)));
        assertThat(streams.ofUser(7)).isEqualTo(streams.global());
    }

    @Test
    void a_delete_takes_the_post_out_of_both_streams() {
        // Given
        streams.apply(created("p1", 7, 1), created("p2", 7, 2));
        // When
        streams.apply(deleted("p1", 7, 2, 3));
        // Then
        assertThat(streams.global()).isEqualTo(items(created("p2", 7, 2)));
        assertThat(streams.ofUser(7)).isEqualTo(streams.global());
    }

    @Test
    void the_streams_are_in_the_order_of_time_whatever_the_order_of_arrival() {
        // When
        streams.apply(created("p2", 7, 2), created("p4", 7, 4), created("p1", 7, 1));
        streams.apply(created("p3", 7, 3));
        // Then
        assertThat(streams.global())
                .isEqualTo(items(created("p4", 7, 4), created("p3", 7, 3), created("p2", 7, 2), created("p1", 7, 1)));
        assertThat(streams.ofUser(7)).isEqualTo(items(created("p4", 7, 4), created("p3", 7, 3), created("p2", 7, 2)));
    }

    @Test
    void posts_of_the_same_moment_have_an_order_of_their_own() {
        // When
        streams.apply(created("p2", 7, 1), created("p3", 7, 1), created("p1", 7, 1));
        // Then
        assertThat(streams.global()).isEqualTo(items(created("p3", 7, 1), created("p2", 7, 1), created("p1", 7, 1)));
    }

    @Test
    void posts_of_the_same_moment_may_be_more_than_there_is_room_for() {
        // Given
        var posts = IntStream.range(0, 20)
                .mapToObj(number -> created(id(number), 7, 1))
                .toArray(PostEvent[]::new);
        // When
        streams.apply(posts);
        // Then
        assertThat(streams.global()).isEqualTo(items(posts[19], posts[18], posts[17], posts[16]));
    }

    @Test
    void an_event_that_comes_twice_changes_nothing() {
        // Given
        streams.apply(created("p1", 7, 1), updated("p1", 7, 2, 3), created("p2", 7, 2));
        var before = streams.global();
        // When
        var outcome = streams.apply(updated("p1", 7, 2, 3), created("p1", 7, 1), created("p2", 7, 2));
        // Then
        assertThat(outcome).isEqualTo(new Applied(0, 3));
        assertThat(streams.global()).isEqualTo(before);
    }

    @Test
    void an_older_version_does_not_bring_a_deleted_post_back() {
        // Given
        streams.apply(deleted("p1", 7, 3, 3));
        // When
        var outcome = streams.apply(created("p1", 7, 1), updated("p1", 7, 2, 2), deleted("p1", 7, 3, 3));
        // Then
        assertThat(outcome).isEqualTo(new Applied(0, 3));
        assertThat(streams.global()).isEmpty();
    }

    @Test
    void the_global_stream_holds_a_thousand_posts_and_a_users_stream_a_hundred() {
        // Given
        var large = new RealStreams(new TestConfig(1000, 100, 100));
        // When
        large.apply(posts(0, 1_000));
        large.apply(posts(1_000, 1_100));
        // Then
        assertThat(large.global()).hasSize(1_000).startsWith(item(1_099)).endsWith(item(100));
        assertThat(large.ofUser(7)).hasSize(100).startsWith(item(1_099)).endsWith(item(1_000));
    }

    @Test
    void a_delete_makes_room_for_the_post_behind_the_last_one() {
        // Given
        streams.apply(posts(0, 6));
        // When
        streams.apply(deleted(id(4), 7, 2, 10));
        // Then
        assertThat(streams.global()).containsExactly(item(5), item(3), item(2), item(1));
        assertThat(streams.ofUser(7)).containsExactly(item(5), item(3), item(2));
    }

    @Test
    void an_update_of_a_post_behind_the_last_one_brings_it_to_the_front() {
        // Given
        streams.apply(posts(0, 6));
        // When
        streams.apply(updated(id(0), 7, 2, 10));
        // Then
        assertThat(streams.global())
                .containsExactly(ExpectedItem.json(updated(id(0), 7, 2, 10)), item(5), item(4), item(3));
    }

    @Test
    void a_post_that_there_was_no_room_for_comes_back_by_a_newer_version_only() {
        // Given
        streams.apply(posts(0, 20));
        streams.apply(deleted(id(19), 7, 2, 30), deleted(id(18), 7, 2, 31));
        var before = streams.global();
        // When
        var late = streams.apply(created(id(0), 7, 0));
        var newer = streams.apply(updated(id(0), 7, 2, 40));
        // Then
        assertThat(late).isEqualTo(new Applied(0, 1));
        assertThat(newer).isEqualTo(new Applied(1, 0));
        assertThat(streams.global())
                .containsExactly(
                        ExpectedItem.json(updated(id(0), 7, 2, 40)), before.get(0), before.get(1), before.get(2));
    }

    @Test
    void a_user_without_posts_leaves_no_trace() {
        // Given
        streams.apply(posts(0, 6));
        // When
        streams.apply(IntStream.range(0, 6)
                .mapToObj(number -> deleted(id(number), 7, 2, 100 + number))
                .toArray(PostEvent[]::new));
        // Then
        assertThat(streams.keys())
                .containsExactlyInAnyOrder(
                        "feed:positions", "feed:counters", "feed:deleted", "feed:deleted:orders", "feed:live");
    }

    @Test
    void what_is_kept_beside_a_list_is_bounded() {
        // When
        streams.apply(posts(0, 20));
        // Then
        for (String key : List.of("feed:index:global", "feed:index:user:7")) {
            int size = key.endsWith("global") ? SMALL.globalSize() : SMALL.userSize();
            assertThat(RealRedis.send(Command.ZCARD, key).toInteger()).isEqualTo(2 * size);
            assertThat(RealRedis.send(Command.HLEN, key.replace("index", "items"))
                            .toInteger())
                    .isEqualTo(2 * size);
        }
    }

    @Test
    void only_the_latest_deletes_are_remembered() {
        // Given
        var deletes = IntStream.range(0, 150)
                .mapToObj(number -> deleted(id(number), 7, 2, number))
                .toArray(PostEvent[]::new);
        // When
        streams.apply(deletes);
        // Then
        assertThat(RealRedis.send(Command.ZCARD, "feed:deleted").toLong()).isEqualTo(100);
        assertThat(RealRedis.send(Command.HLEN, "feed:deleted:orders").toLong()).isEqualTo(100);
        assertThat(RealRedis.send(Command.HEXISTS, "feed:deleted:orders", id(149))
                        .toBoolean())
                .isTrue();
    }

    @Test
    void an_old_update_keeps_what_is_known_of_the_post_and_moves_it_to_the_front() {
        // Given
        streams.apply(oldCreated("p1", 7, 1), oldCreated("p2", 7, 2));
        // When
        streams.apply(oldUpdated("p1", 7, 3));
        // Then
        assertThat(streams.global().getFirst())
                .isEqualTo(
                        "{\"post_id\":\"p1\",\"user_id\":7,\"username\":\"user7\",\"event_type\":\"post.updated\","
                                + "\"timestamp\":\"2026-01-31T09:30:00.003Z\",\"title\":\"old p1\",\"content\":\"old p1\",\"tags\":[]}");
        assertThat(streams.global()).hasSize(2);
    }

    @Test
    void an_old_update_of_a_post_that_nothing_is_known_of_makes_no_blank_item() {
        // When
        var outcome = streams.apply(oldUpdated("p1", 7, 1));
        // Then
        assertThat(outcome).isEqualTo(new Applied(0, 1));
        assertThat(streams.global()).isEmpty();
    }

    @Test
    void an_old_delete_takes_the_post_out() {
        // Given
        streams.apply(oldCreated("p1", 7, 1));
        // When
        streams.apply(oldDeleted("p1", 7, 2), oldUpdated("p1", 7, 3));
        // Then
        assertThat(streams.global()).isEmpty();
    }

    @Test
    void an_event_without_a_version_is_older_than_any_with_one() {
        // Given
        streams.apply(created("p1", 7, 1));
        // When
        var outcome = streams.apply(oldDeleted("p1", 7, 2), oldUpdated("p1", 7, 3));
        // Then
        assertThat(outcome).isEqualTo(new Applied(0, 2));
        assertThat(streams.global()).isEqualTo(items(created("p1", 7, 1)));
    }

    @Test
    void a_batch_that_does_not_continue_where_redis_stands_changes_nothing() {
        // Given
        streams.apply(created("p1", 7, 1));
        RealRedis.empty();
        // When
        var outcome = streams.apply(new Batch(List.of(Change.of(created("p2", 7, 2), 1)), List.of(), Map.of(0, 1L)));
        // Then
        assertThat(outcome).isEqualTo(new OffsetMismatch());
        assertThat(streams.keys()).isEmpty();
    }

    @Test
    void the_counters_tell_of_all_batches() {
        // Given
        streams.apply(created("p1", 7, 1), created("p2", 7, 5), created("p1", 7, 1));
        // When
        streams.apply(created("p3", 7, 3), created("p1", 7, 1));
        // Then
        assertThat(RealRedis.texts(
                        Command.HMGET,
                        "feed:counters",
                        "events_applied",
                        "events_skipped",
                        "dead_letters",
                        "last_event_at"))
                .containsExactly("3", "2", "0", Long.toString(Events.at(5).toEpochMilli()));
    }

    @Test
    void a_redis_that_has_forgotten_the_script_learns_it_again() {
        // Given
        streams.apply(created("p1", 7, 1));
        RealRedis.send(Command.SCRIPT, "FLUSH");
        // When
        streams.apply(created("p2", 7, 2));
        // Then
        assertThat(streams.global()).hasSize(2);
    }

    @Test
    void lists_that_the_old_system_left_behind_give_way() {
        // Given
        RealRedis.send(Command.RPUSH, "feed:activity:global", "{\"old\":1}", "{\"old\":2}");
        RealRedis.send(Command.RPUSH, "feed:activity:user:7", "{\"old\":1}");
        // When
        streams.apply(created("p1", 7, 1));
        // Then
        assertThat(streams.global()).isEqualTo(items(created("p1", 7, 1)));
        assertThat(streams.ofUser(7)).isEqualTo(streams.global());
    }

    private static List<String> items(PostEvent... events) {
        return List.of(events).stream().map(event -> ExpectedItem.json(event)).toList();
    }

    private static PostEvent[] posts(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> created(id(number), 7, number))
                .toArray(PostEvent[]::new);
    }

    private static String item(int number) {
        return ExpectedItem.json(created(id(number), 7, number));
    }

    private static String id(int number) {
        return "post%04d".formatted(number);
    }
}
