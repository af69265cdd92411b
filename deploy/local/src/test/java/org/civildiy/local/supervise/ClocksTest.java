package org.civildiy.local.supervise;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClocksTest {
    @Test
    void without_a_directory_an_instance_has_the_clock_of_the_machine() {
        // When
        var environment = Clocks.in(null).environmentOf("posts-service");
        // Then
        assertThat(environment).isEmpty();
    }

    @Test
    void a_directory_is_used_from_wherever_an_instance_runs() {
        // When
        var clocks = Clocks.in("clocks");
        // Then
        assertThat(clocks.directory())
                .hasValueSatisfying(
                        directory -> assertThat(directory).isAbsolute().hasFileName("clocks"));
    }
}
