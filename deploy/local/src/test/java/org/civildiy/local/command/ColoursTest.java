package org.civildiy.local.command;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ColoursTest {

    @Test
    void on_a_terminal_every_name_has_a_colour_that_it_keeps() {
        // Given
        var colours = new Colours(true, Map.of());
        // When
        String posts = colours.line("posts-service", "one");
        String feed = colours.line("feed-service", "two");
        // Then
        assertThat(posts).isEqualTo("\u001B[36mposts-service    \u001B[0m one");
        assertThat(feed).isEqualTo("\u001B[33mfeed-service     \u001B[0m two");
        assertThat(colours.line("posts-service", "one")).isEqualTo(posts);
    }

    @Test
    void elsewhere_and_where_no_color_is_set_there_is_none() {
        // When
        String inFile = new Colours(false, Map.of()).line("feed-service", "text");
        String unwanted = new Colours(true, Map.of("NO_COLOR", "1")).line("feed-service", "text");
        // Then
        assertThat(inFile).isEqualTo("feed-service      text");
        assertThat(unwanted).isEqualTo(inFile);
    }
}
