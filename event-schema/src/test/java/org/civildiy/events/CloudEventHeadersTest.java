package org.civildiy.events;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CloudEventHeadersTest {

    @Test
    void the_headers_are_those_of_cloudevents_1_0_in_binary_mode() {
        // Given
        PostEvent event = GoldenSample.UPDATED.event();
        // When
        Map<String, String> headers = CloudEventHeaders.of(event);
        // Then
        assertThat(headers)
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "7d1f0c3e-9a8b-4c5d-8e6f-1a2b3c4d5e6f",
                        "ce_type", "post.updated",
                        "ce_source", "/api/posts",
                        "ce_time", "2026-01-31T09:31:00.000Z",
                        "content-type", "application/json"));
    }

    @Test
    void an_event_of_the_old_system_has_no_headers() {
        // Given
        PostEvent old = GoldenSample.OLD_CREATED.event();
        // When, Then
        assertThatThrownBy(() -> CloudEventHeaders.of(old)).isInstanceOf(NullPointerException.class);
    }
}
