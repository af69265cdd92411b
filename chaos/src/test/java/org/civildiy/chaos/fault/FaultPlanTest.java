package org.civildiy.chaos.fault;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.civildiy.chaos.fault.Fault.Harm;

import static org.assertj.core.api.Assertions.assertThat;

class FaultPlanTest {
    @Test
    void a_short_run_has_every_fault_once() {
        // When
        var plan = FaultPlan.of(Duration.ofMinutes(2), 1);
        // Then
        var faults = plan.faults().stream().flatMap(List::stream).toList();
        assertThat(plan.faults()).allMatch(together -> together.size() == 1).hasSize(24);
        assertThat(new HashSet<>(faults)).hasSize(24);
        assertThat(faults).contains(new Fault("kafka", Harm.KILL), new Fault("traefik", Harm.CUT));
        assertThat(plan.slot()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_long_run_has_each_two_parts_together_as_well() {
        // When
        var plan = FaultPlan.of(Duration.ofMinutes(15), 1);
        // Then
        assertThat(plan.faults()).filteredOn(together -> together.size() == 2).hasSize(36);
        assertThat(plan.slot()).isEqualTo(Duration.ofSeconds(15));
        assertThat(plan.harm()).isLessThan(plan.slot());
    }

    @Test
    void the_same_seed_gives_the_same_plan_and_another_seed_another_one() {
        // When
        var plan = FaultPlan.of(Duration.ofMinutes(15), 1);
        // Then
        assertThat(plan).isEqualTo(FaultPlan.of(Duration.ofMinutes(15), 1));
        assertThat(plan).isNotEqualTo(FaultPlan.of(Duration.ofMinutes(15), 2));
    }
}
