package org.civildiy.local.state;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ComponentNamesTest {

    @Test
    void names_are_words_with_spaces_or_commas_between_them() {
        // When
        Set<String> names = ComponentNames.parse(" redis, kafka  consul");
        // Then
        assertThat(names).containsExactlyInAnyOrder("redis", "kafka", "consul");
    }

    @Test
    void a_scale_is_a_number_for_each_service() {
        // When
        Map<String, Integer> scale = ComponentNames.parseScale("posts-service=2 feed-service=3");
        // Then
        assertThat(scale).containsOnly(Map.entry("posts-service", 2), Map.entry("feed-service", 3));
    }

    @Test
    void a_scale_without_a_usable_number_is_refused() {
        assertThatThrownBy(() -> ComponentNames.parseScale("posts-service=0"))
                .hasMessageContaining("not posts-service=0");
    }

    @Test
    void an_unknown_name_is_answered_with_the_known_ones() {
        assertThatThrownBy(() -> ComponentNames.check(Set.of("reddis"), Set.of("redis")))
                .hasMessage("reddis is none of redis");
    }
}
