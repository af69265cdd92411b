package org.civildiy.chaos.history;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class GeneratedContentTest {
    @Test
    void content_names_the_write_that_generated_it() {
        // Given
        var content = GeneratedContent.of(4711);
        // When
        int write = GeneratedContent.writeOf(content.fields());
        // Then
        assertThat(write).isEqualTo(4711);
    }

    @Test
    void long_content_is_within_the_limit_of_a_post() {
        // When
        var content = GeneratedContent.of(GeneratedContent.FIRST_LONG_WRITE);
        // Then
        assertThat(content.content()).hasSizeBetween(8_000, 10_000);
        assertThat(GeneratedContent.writeOf(content.fields())).isEqualTo(GeneratedContent.FIRST_LONG_WRITE);
    }

    @Test
    void content_without_a_title_of_a_write_is_of_no_write() {
        // When
        int write = GeneratedContent.writeOf(Map.of("title", "something else"));
        // Then
        assertThat(write).isEqualTo(GeneratedContent.UNKNOWN_WRITE);
    }

    @Test
    void every_field_that_a_client_writes_is_generated() {
        // When
        var fields = GeneratedContent.of(1).fields();
        // Then
        assertThat(fields.keySet())
                .as("a field of the event schema that the service does not set itself")
                .containsExactlyInAnyOrderElementsOf(ContentFields.names());
    }

    @ParameterizedTest
    @MethodSource("org.civildiy.chaos.history.ContentFields#names")
    void each_field_differs_between_two_writes(String field) {
        // When
        var one = GeneratedContent.of(1).fields().get(field);
        var next = GeneratedContent.of(2).fields().get(field);
        // Then
        assertThat(one).isNotEqualTo(next);
    }
}
