package org.civildiy.feed.event;

import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import org.civildiy.events.GoldenSample;
import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventType;
import org.civildiy.feed.event.Change.Kind;
import org.civildiy.feed.fixture.ExpectedItem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.feed.event.Change.MAX_VERSION;
import static org.civildiy.feed.fixture.Events.created;
import static org.civildiy.feed.fixture.Events.deleted;
import static org.civildiy.feed.fixture.Events.oldUpdated;
import static org.civildiy.feed.fixture.Events.updated;

class ChangeTest {
    private static final long ANY_OFFSET = 17;
    /** Beyond it not every whole number is a double. */
    private static final long MAX_EXACT_DOUBLE = 1L << 53;

    @Test
    void created_and_updated_put_the_whole_item() {
        // When
        var creation = Change.of(created("p1", 7, 5), ANY_OFFSET);
        var update = Change.of(updated("p1", 7, 2, 6), ANY_OFFSET);
        // Then
        assertThat(creation.kind()).isEqualTo(Kind.PUT);
        assertThat(creation.text()).isEqualTo(ExpectedItem.json(created("p1", 7, 5)));
        assertThat(update.kind()).isEqualTo(Kind.PUT);
    }

    @Test
    void an_update_of_the_old_system_tells_only_what_happened_and_when() {
        // When
        var change = Change.of(oldUpdated("p1", 7, 5), ANY_OFFSET);
        // Then
        assertThat(change.kind()).isEqualTo(Kind.TOUCH);
        assertThat(change.text())
                .isEqualTo(",\"event_type\":\"post.updated\",\"timestamp\":\"2026-01-31T09:30:00.005Z\"");
    }

    @Test
    void a_delete_has_no_text() {
        // When
        var change = Change.of(deleted("p1", 7, 2, 5), ANY_OFFSET);
        // Then
        assertThat(change.kind()).isEqualTo(Kind.DELETE);
        assertThat(change.text()).isEmpty();
    }

    @Test
    void a_higher_version_is_newer_wherever_it_is_found() {
        // When
        var first = Change.of(updated("p1", 7, 2, 5), 1_000);
        var second = Change.of(updated("p1", 7, 3, 5), 10);
        // Then
        assertThat(second.order()).isGreaterThan(first.order());
    }

    @Test
    void without_a_version_the_place_in_the_topic_decides() {
        // When
        var first = Change.of(oldUpdated("p1", 7, 6), 10);
        var second = Change.of(oldUpdated("p1", 7, 5), 11);
        // Then
        assertThat(second.order()).isGreaterThan(first.order());
    }

    @Test
    void any_version_is_newer_than_none() {
        // When
        var old = Change.of(oldUpdated("p1", 7, 5), MAX_VERSION);
        var versioned = Change.of(created("p1", 7, 5), 0);
        // Then
        assertThat(versioned.order()).isGreaterThan(old.order());
    }

    @Test
    void orders_are_exact_in_lua() {
        // When
        var change = Change.of(updated("p1", 7, MAX_VERSION, 5), ANY_OFFSET);
        // Then
        assertThat(change.order()).isLessThan(MAX_EXACT_DOUBLE);
    }

    @Test
    void an_author_without_a_name_is_called_by_the_id() {
        // Given
        var sample = GoldenSample.OLD_CREATED.event();
        var state = sample.data();
        var nameless = new PostEvent(
                null,
                PostEventType.CREATED,
                sample.timestamp(),
                OptionalLong.empty(),
                new org.civildiy.events.PostState(state.postId(), 7, null, state.content(), null, null));
        // When
        var change = Change.of(nameless, ANY_OFFSET);
        // Then
        assertThat(change.text()).contains("\"username\":\"user_7\"");
    }
}
