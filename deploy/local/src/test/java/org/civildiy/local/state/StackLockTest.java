package org.civildiy.local.state;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StackLockTest {
    @TempDir
    Path root;

    @Test
    void the_holder_is_known_while_it_holds_the_lock_and_not_after() {
        // Given
        var directory = new StackDirectory(root);
        // When
        StackLock lock = StackLock.take(directory);
        var holder = StackLock.holder(directory);
        lock.close();
        // Then
        assertThat(holder).hasValue(ProcessHandle.current().pid());
        assertThat(StackLock.holder(directory)).isEmpty();
    }

    @Test
    void a_second_stack_in_the_same_directory_is_refused_with_the_process_that_runs_the_first() {
        // Given
        var directory = new StackDirectory(root);
        try (var _ = StackLock.take(directory)) {
            // When, Then
            assertThatThrownBy(() -> StackLock.take(directory))
                    .hasMessageContaining(
                            "already (process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void a_number_that_was_left_behind_is_not_taken_for_the_process_that_bears_it_now() throws Exception {
        // Given
        var directory = new StackDirectory(root);
        try (var _ = StackLock.take(directory)) {
            Files.setLastModifiedTime(
                    directory.lock(), FileTime.from(Instant.now().minus(Duration.ofDays(1))));
            // When
            var holder = StackLock.holder(directory);
            // Then
            assertThat(holder).isEmpty();
        }
    }
}
