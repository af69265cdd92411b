package org.civildiy.chaos.fault;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultPlanTest {
    @Test
    void a_short_run_has_every_usual_fault_once() {
        // When
        var plan = FaultPlan.of(Duration.ofMinutes(2), Harm.USUAL, 1);
        // Then
        var faults = faults(plan);
        assertThat(plan.slots())
                .allMatch(slot -> slot.faults().size() == 1)
                .allMatch(slot -> slot.length().equals(Duration.ofSeconds(5)))
                .hasSize(24);
        assertThat(new HashSet<>(faults)).hasSize(24);
        assertThat(faults).contains(new Fault("kafka", Harm.KILL), new Fault("traefik", Harm.CUT));
    }

    @Test
    void a_long_run_has_each_two_parts_together_as_well() {
        // When
        var plan = FaultPlan.of(Duration.ofMinutes(15), Harm.USUAL, 1);
        // Then
        assertThat(plan.slots())
                .allMatch(slot -> slot.length().equals(Duration.ofSeconds(15)))
                .allMatch(slot -> slot.harm().compareTo(slot.length()) < 0)
                .filteredOn(slot -> slot.faults().size() == 2)
                .hasSize(36);
    }

    @Test
    void a_quarter_of_an_hour_is_enough_for_every_kind_of_fault_without_pairs() {
        // When
        var plan = FaultPlan.of(Duration.ofMinutes(15), EnumSet.allOf(Harm.class), 1);
        // Then
        assertThat(plan.slots()).allMatch(slot -> slot.faults().size() == 1);
        assertThat(plan.slots()).allMatch(slot -> slot.length().compareTo(Duration.ofSeconds(10)) >= 0);
        assertThat(faults(plan)).extracting(Fault::harm).contains(Harm.values());
    }

    @Test
    void events_are_deleted_after_all_other_faults_since_a_rebuild_needs_the_whole_topic() {
        // When
        var plan = FaultPlan.of(Duration.ofMinutes(15), EnumSet.allOf(Harm.class), 1);
        // Then
        assertThat(faults(plan)).last().extracting(Fault::part).isEqualTo("posts-events");
        assertThat(faults(plan))
                .filteredOn(fault -> fault.part().equals("posts-events"))
                .hasSize(2);
        assertThat(faults(plan).indexOf(new Fault("kafka", Harm.COMPACT)))
                .isLessThan(faults(plan).size() - 2);
    }

    @Test
    void a_run_has_only_the_faults_that_were_chosen_again_and_again() {
        // When
        var plan = FaultPlan.of(Duration.ofMinutes(2), Set.of(Harm.LATE), 1);
        // Then
        assertThat(faults(plan)).hasSize(6).containsOnly(new Fault("kafka", Harm.LATE));
        assertThat(plan.slots()).allMatch(slot -> slot.length().equals(Duration.ofSeconds(20)));
    }

    @Test
    void a_fault_that_takes_longer_gets_a_longer_slot_and_the_others_share_the_rest() {
        // When
        var plan = FaultPlan.of(Duration.ofMinutes(10).minusSeconds(1), Set.of(Harm.KILL, Harm.PAUSE), 1);
        // Then
        assertThat(plan.slots())
                .filteredOn(slot -> slot.faults().getFirst().harm() == Harm.PAUSE)
                .isNotEmpty()
                .allMatch(slot -> slot.harm().equals(Duration.ofSeconds(20)));
        assertThat(plan.slots().stream().map(FaultPlan.Slot::length).reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofSeconds(598), Duration.ofSeconds(599));
    }

    @Test
    void a_run_that_is_too_short_for_its_faults_is_refused() {
        assertThatThrownBy(() -> FaultPlan.of(Duration.ofMinutes(1), Set.of(Harm.PAUSE), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("DURATION is too short for these faults: they take 133 s");
    }

    @Test
    void a_plan_knows_whether_it_deletes_events_or_slows_kafka() {
        // When
        var usual = FaultPlan.of(Duration.ofMinutes(2), Harm.USUAL, 1);
        var others = FaultPlan.of(Duration.ofMinutes(2), Set.of(Harm.PURGE, Harm.SLOW), 1);
        // Then
        assertThat(usual.deletesEvents()).isFalse();
        assertThat(usual.slowsKafka()).isFalse();
        assertThat(others.deletesEvents()).isTrue();
        assertThat(others.slowsKafka()).isTrue();
    }

    @Test
    void the_same_seed_gives_the_same_plan_and_another_seed_another_one() {
        // When
        var plan = FaultPlan.of(Duration.ofMinutes(15), Harm.USUAL, 1);
        // Then
        assertThat(plan).isEqualTo(FaultPlan.of(Duration.ofMinutes(15), Harm.USUAL, 1));
        assertThat(plan).isNotEqualTo(FaultPlan.of(Duration.ofMinutes(15), Harm.USUAL, 2));
    }

    private static List<Fault> faults(FaultPlan plan) {
        return plan.slots().stream()
                .map(FaultPlan.Slot::faults)
                .flatMap(List::stream)
                .toList();
    }
}
