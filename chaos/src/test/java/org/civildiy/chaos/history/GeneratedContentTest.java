package org.civildiy.chaos.history;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GeneratedContentTest {
    @Test
    void a_text_tells_the_write_it_is_from() {
        // When
        var text = GeneratedContent.of(4711);
        // Then
        assertThat(text.write()).isEqualTo(4711);
    }

    @Test
    void a_text_that_is_not_right_to_the_letter_is_nobodys() {
        // Given
        var right = GeneratedContent.of(4711);
        // When
        var cut = new GeneratedContent(right.title(), right.content().strip(), right.tags());
        var mixed = new GeneratedContent(right.title(), right.content(), List.of("chaos", "n2"));
        // Then
        assertThat(cut.write()).isEqualTo(GeneratedContent.UNKNOWN_WRITE);
        assertThat(mixed.write()).isEqualTo(GeneratedContent.UNKNOWN_WRITE);
    }
}
