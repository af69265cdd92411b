package org.civildiy.chaos.fault;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HarmTest {
    @Test
    void a_run_without_a_choice_has_the_usual_kinds() {
        // When
        var harms = Harm.named("");
        // Then
        assertThat(harms).containsExactlyInAnyOrder(Harm.KILL, Harm.FREEZE, Harm.CUT);
    }

    @Test
    void kinds_are_chosen_by_name_with_spaces_or_commas_between_them() {
        // When
        var harms = Harm.named(" black-hole, late kill ");
        // Then
        assertThat(harms).containsExactlyInAnyOrder(Harm.BLACK_HOLE, Harm.LATE, Harm.KILL);
    }

    @Test
    void all_are_all() {
        // When
        var harms = Harm.named("all");
        // Then
        assertThat(harms).containsExactlyInAnyOrderElementsOf(List.of(Harm.values()));
    }

    @Test
    void an_unknown_kind_is_answered_with_the_known_ones() {
        assertThatThrownBy(() -> Harm.named("earthquake"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("FAULTS is all or some of kill, freeze, cut, black-hole")
                .hasMessageEndingWith("not earthquake");
    }
}
