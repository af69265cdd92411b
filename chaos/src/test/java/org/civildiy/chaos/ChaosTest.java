package org.civildiy.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.civildiy.chaos.fault.Harm;
import org.civildiy.chaos.history.Operation;
import org.civildiy.chaos.history.OperationType;
import org.civildiy.chaos.history.Outcome;
import org.civildiy.local.supervise.Services;

import static org.assertj.core.api.Assertions.assertThat;

/** The short run of the fault suite; `make chaos DURATION=15m` is the long one. */
class ChaosTest {
    private static final Path OUTPUT = Path.of("target", "chaos");

    @Test
    void under_every_fault_nothing_acknowledged_is_lost_and_the_streams_are_correct() {
        // Given
        var settings =
                new ChaosSettings(Path.of(".."), OUTPUT, Duration.ofMinutes(2), 32, Services.Form.JAR, Harm.USUAL, 1);
        // When
        var report = new Chaos(settings, System.out::println).run();
        // Then
        assertThat(report.violations()).isEmpty();
        assertThat(report.intervals()).hasSize(1 + 24);
        for (OperationType kind : OperationType.values()) {
            assertThat(report.history())
                    .as(kind.label())
                    .filteredOn(operation -> operation.call().kind() == kind)
                    .anyMatch(operation -> operation.call().acknowledged())
                    .anyMatch(operation -> operation.call().outcome() == Outcome.UNKNOWN);
        }
        assertThat(report.history())
                .as("reads that waited for a write to be projected")
                .anyMatch(operation -> operation instanceof Operation.StreamRead read && read.position() != null);
        assertThat(Files.exists(OUTPUT.resolve("report.md"))).isTrue();
        assertThat(Files.exists(OUTPUT.resolve("timeline.svg"))).isTrue();
    }
}
