package org.civildiy.feed.projection;

import java.util.List;
import java.util.Map;

import io.vertx.redis.client.Command;
import org.junit.jupiter.api.Test;

import org.civildiy.feed.event.Batch;
import org.civildiy.feed.event.Change;
import org.civildiy.feed.fixture.Events;
import org.civildiy.feed.fixture.RealRedis;
import org.civildiy.feed.fixture.TestConfig;
import org.civildiy.feed.projection.Projection.Outcome.Applied;
import org.civildiy.feed.projection.Projection.Outcome.OffsetMismatch;
import org.civildiy.feed.rebuild.RealStreams;
import org.civildiy.feed.settings.FeedConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.feed.fixture.Events.created;
import static org.civildiy.feed.fixture.Events.deleted;
import static org.civildiy.feed.fixture.Events.updated;
import static org.civildiy.feed.fixture.ExpectedItem.items;

/** The rules of the streams, each by example, on a real Redis. */
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
}
