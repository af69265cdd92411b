package org.civildiy.benchmarks;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LatenciesTest {
    @Test
    void a_percentile_is_a_measured_value_that_its_share_does_not_exceed() {
        // Given
        var latencies = new Latencies("sample");
        IntStream.rangeClosed(1, 200)
                .map(i -> 201 - i)
                .mapToObj(Duration::ofMillis)
                .forEach(latencies::add);
        // When
        var row = latencies.row();
        // Then
        assertThat(row).isEqualTo("| sample | 200 | 100.0 | 190.0 | 198.0 | 200.0 |");
    }
}
