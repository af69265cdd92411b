package org.civildiy.local.state;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DesiredStateTest {
    @TempDir
    Path root;

    private StackDirectory directory;

    @BeforeEach
    void create() {
        directory = new StackDirectory(root);
    }

    @Test
    void without_a_word_everything_is_wanted_once() {
        // When
        DesiredState wanted = DesiredState.read(directory);
        // Then
        assertThat(wanted.stopped()).isEmpty();
        assertThat(wanted.instancesOf("posts-service")).isEqualTo(1);
    }

    @Test
    void no_change_is_lost_when_several_happen_at_once() {
        // When
        IntStream.range(0, 20)
                .parallel()
                .forEach(number -> DesiredState.change(directory, wanted -> wanted.stopping(Set.of("part-" + number))));
        // Then
        assertThat(DesiredState.read(directory).stopped()).hasSize(20);
    }

    @Test
    void what_is_started_again_is_no_longer_stopped() {
        // Given
        DesiredState.EVERYTHING.stopping(Set.of("redis", "kafka")).write(directory);
        // When
        DesiredState.change(
                directory, wanted -> wanted.starting(Set.of("redis")).scaled(Map.of("feed-service", 2)));
        // Then
        assertThat(DesiredState.read(directory))
                .isEqualTo(new DesiredState(Set.of("kafka"), Map.of("feed-service", 2)));
    }

    @Test
    void only_its_owner_may_read_what_a_stack_writes() throws Exception {
        // When
        DesiredState.EVERYTHING.write(directory);
        // Then
        assertThat(Files.getPosixFilePermissions(directory.wanted()))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
}
