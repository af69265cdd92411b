package org.civildiy.local;

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

class WantedTest {
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
        Wanted wanted = Wanted.read(directory);
        // Then
        assertThat(wanted.stopped()).isEmpty();
        assertThat(wanted.instancesOf("posts-service")).isEqualTo(1);
    }

    @Test
    void no_change_is_lost_when_several_happen_at_once() {
        // When
        IntStream.range(0, 20)
                .parallel()
                .forEach(number -> Wanted.change(directory, wanted -> wanted.stopping(Set.of("part-" + number))));
        // Then
        assertThat(Wanted.read(directory).stopped()).hasSize(20);
    }

    @Test
    void what_is_started_again_is_no_longer_stopped() {
        // Given
        Wanted.EVERYTHING.stopping(Set.of("redis", "kafka")).write(directory);
        // When
        Wanted.change(directory, wanted -> wanted.starting(Set.of("redis")).scaled(Map.of("feed-service", 2)));
        // Then
        assertThat(Wanted.read(directory)).isEqualTo(new Wanted(Set.of("kafka"), Map.of("feed-service", 2)));
    }

    @Test
    void only_its_owner_may_read_what_a_stack_writes() throws Exception {
        // When
        Wanted.EVERYTHING.write(directory);
        // Then
        assertThat(Files.getPosixFilePermissions(directory.wanted()))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
}
