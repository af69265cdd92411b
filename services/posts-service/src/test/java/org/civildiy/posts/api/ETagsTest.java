package org.civildiy.posts.api;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ETagsTest {
    @Test
    void a_tag_is_the_version_in_quotes() {
        assertThat(ETags.of(3)).isEqualTo("\"3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "*", " * ", "\"2\", \"3\"", "\"2\",\"3\"", "W/\"3\", \"3\"", "\"a,b\", \"3\""})
    void these_match_version_3(String tags) {
        assertThat(ETags.matchStrongly(tags, 3)).isTrue();
        assertThat(ETags.matchWeakly(tags, 3)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "\"33\"", "\"\"", "'3'", "\"2\"", "\" 3\"", "\"3"})
    void these_match_nothing_of_version_3(String tags) {
        assertThat(ETags.matchStrongly(tags, 3)).isFalse();
        assertThat(ETags.matchWeakly(tags, 3)).isFalse();
    }

    @Test
    void a_weak_tag_is_good_for_reading_only() {
        assertThat(ETags.matchWeakly("W/\"3\"", 3)).isTrue();
        assertThat(ETags.matchStrongly("W/\"3\"", 3)).isFalse();
    }
}
