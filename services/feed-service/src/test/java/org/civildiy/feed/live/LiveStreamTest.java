package org.civildiy.feed.live;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;

import org.civildiy.feed.fixture.ExpectedItem;
import org.civildiy.feed.fixture.RealRedis;
import org.civildiy.feed.fixture.TestConfig;
import org.civildiy.feed.rebuild.RealStreams;
import org.civildiy.feed.redis.RedisUnavailable;
import org.civildiy.feed.settings.FeedConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.civildiy.feed.fixture.Events.created;
import static org.civildiy.feed.fixture.Events.deleted;
import static org.civildiy.feed.fixture.Events.updated;

/** Who may listen, and what the log of the live stream holds, on a real Redis. */
class LiveStreamTest {
    private static final FeedConfig SMALL = new TestConfig(4, 3, 100);

    private final RealStreams streams = new RealStreams(SMALL);
    private final LiveLog log = new LiveLog(RealRedis.client(), SMALL.timeout());

    @Test
    void no_more_may_listen_than_is_configured_and_who_leaves_makes_room() {
        // Given
        var live = new LiveStream(RealRedis.client(), SMALL, new SimpleMeterRegistry());
        var first = live.listen(null, LiveStreamTest::nobodyToDisconnect)
                .subscribe()
                .with(event -> {});
        live.listen(null, LiveStreamTest::nobodyToDisconnect);
        // When
        assertThatThrownBy(() -> live.listen(null, LiveStreamTest::nobodyToDisconnect))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        full -> assertThat(full.getStatusCode()).isEqualTo(503));
        // Then
        first.cancel();
        assertThat(live.listen(null, LiveStreamTest::nobodyToDisconnect)).isNotNull();
    }

    @Test
    void what_changes_nothing_is_not_told() throws RedisUnavailable {
        // Given
        streams.apply(created("p1", 7, 1), updated("p1", 7, 2, 2));
        var before = log.newest();
        // When
        streams.apply(created("p1", 7, 1), updated("p1", 7, 2, 2), deleted("unknown", 7, 2, 3));
        // Then
        assertThat(log.newest()).isEqualTo(before);
    }

    @Test
    void the_log_is_bounded_and_in_the_order_of_what_was_applied() throws RedisUnavailable {
        // When
        for (int i = 1; i <= 10; i++) {
            streams.apply(created("p" + i, 7, i));
        }
        // Then
        var events = log.awaitAfter(new LiveEntryId(0, 0));
        assertThat(events).hasSize(SMALL.globalSize());
        assertThat(events.getLast().json()).isEqualTo(ExpectedItem.json(created("p10", 7, 10)));
        assertThat(events).extracting(LiveEvent::id).isSorted();
    }

    @Test
    void what_a_rebuild_finds_is_no_news() throws RedisUnavailable {
        // Given
        streams.apply(created("p1", 7, 1), created("p2", 7, 2));
        var before = log.newest();
        // When
        streams.rebuild(100);
        // Then
        assertThat(log.newest()).isEqualTo(before);
    }

    private static void nobodyToDisconnect() {}
}
