package org.civildiy.chaos;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextTest {
    @Test
    void a_text_tells_the_write_it_is_from() {
        // When
        var text = Text.of(4711);
        // Then
        assertThat(text.write()).isEqualTo(4711);
    }

    @Test
    void a_text_that_is_not_right_to_the_letter_is_nobodys() {
        // Given
        var right = Text.of(4711);
        // When
        var cut = new Text(right.title(), right.content().strip(), right.tags());
        var mixed = new Text(right.title(), right.content(), List.of("chaos", "n2"));
        // Then
        assertThat(cut.write()).isEqualTo(Text.NOBODYS);
        assertThat(mixed.write()).isEqualTo(Text.NOBODYS);
    }
}
