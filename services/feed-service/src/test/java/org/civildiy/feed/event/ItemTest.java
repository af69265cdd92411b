package org.civildiy.feed.event;

import org.junit.jupiter.api.Test;

import org.civildiy.events.GoldenSample;
import org.civildiy.feed.fixture.Events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.feed.fixture.Events.oldCreated;

class ItemTest {
    @Test
    void an_item_is_the_contracts_fields_in_their_order() {
        // When
        var json = Item.of(Events.updated("p1", 7, 3, 5)).json();
        // Then
        assertThat(json)
                .isEqualTo("{\"post_id\":\"p1\",\"user_id\":7,\"username\":\"user7\",\"event_type\":\"post.updated\","
                        + "\"timestamp\":\"2026-01-31T09:30:00.005Z\",\"title\":\"title 3 of p1\","
                        + "\"content\":\"content, \\\"quoted\\\",\\\"event_type\\\":\\\"none\\\",\\\"title\\\":\","
                        + "\"tags\":[\"tag3\"]}");
    }

    @Test
    void a_post_without_tags_has_an_empty_array_of_them() {
        // When
        var json = Item.of(oldCreated("p1", 7, 5)).json();
        // Then
        assertThat(json).endsWith(",\"tags\":[]}");
    }

    @Test
    void text_is_kept_to_the_letter() {
        // Given
        var event = GoldenSample.CREATED_WITH_ANY_UNICODE.event();
        // When
        var item = Item.of(event);
        // Then
        assertThat(item.title()).isEqualTo(event.data().content().title());
        assertThat(item.content()).isEqualTo(event.data().content().content());
        assertThat(item.tags()).isEqualTo(event.data().content().tags());
    }
}
