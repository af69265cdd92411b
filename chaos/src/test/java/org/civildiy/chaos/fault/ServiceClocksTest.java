package org.civildiy.chaos.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceClocksTest {
    @TempDir
    Path directory;

    @Test
    void a_clock_is_as_far_ahead_as_it_was_set_last() throws Exception {
        // Given
        var clocks = new ServiceClocks(directory);
        Files.createDirectories(directory.resolve("clocks"));
        clocks.set("posts-service-2", Duration.ofHours(1));
        // When
        clocks.set("posts-service-2", Duration.ZERO);
        // Then
        assertThat(directory.resolve("clocks")).isDirectoryContaining("glob:**/posts-service-2");
        assertThat(directory.resolve("clocks/posts-service-2")).hasContent("+0");
    }
}
