package org.civildiy.feed.projection;

import io.vertx.redis.client.Command;
import org.junit.jupiter.api.Test;

import org.civildiy.feed.fixture.RealRedis;
import org.civildiy.feed.fixture.TestConfig;
import org.civildiy.feed.projection.Projection.Outcome.Applied;
import org.civildiy.feed.rebuild.RealStreams;
import org.civildiy.feed.settings.FeedConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.feed.fixture.Events.created;
import static org.civildiy.feed.fixture.Events.oldCreated;
import static org.civildiy.feed.fixture.Events.oldDeleted;
import static org.civildiy.feed.fixture.Events.oldUpdated;
import static org.civildiy.feed.fixture.ExpectedItem.items;

/** The projection of the events of the legacy system, which have no version and whose updates have no content. */
class LegacyProjectionTest {
    private static final FeedConfig SMALL = new TestConfig(4, 3, 100);

    private final RealStreams streams = new RealStreams(SMALL);

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
}
