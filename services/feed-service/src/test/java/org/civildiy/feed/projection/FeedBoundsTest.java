package org.civildiy.feed.projection;

import java.util.List;
import java.util.stream.IntStream;

import io.vertx.redis.client.Command;
import org.junit.jupiter.api.Test;

import org.civildiy.events.PostEvent;
import org.civildiy.feed.fixture.ExpectedItem;
import org.civildiy.feed.fixture.RealRedis;
import org.civildiy.feed.fixture.TestConfig;
import org.civildiy.feed.projection.Projection.Outcome.Applied;
import org.civildiy.feed.rebuild.RealStreams;
import org.civildiy.feed.settings.FeedConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.feed.fixture.Events.created;
import static org.civildiy.feed.fixture.Events.deleted;
import static org.civildiy.feed.fixture.Events.updated;
import static org.civildiy.feed.fixture.ExpectedItem.items;

/** The bounds of the streams, and of what is kept beside them, on a real Redis. */
class FeedBoundsTest {
    private static final FeedConfig SMALL = new TestConfig(4, 3, 100);

    private final RealStreams streams = new RealStreams(SMALL);

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
