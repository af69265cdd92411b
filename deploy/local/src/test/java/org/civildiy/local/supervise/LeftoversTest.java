package org.civildiy.local.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.civildiy.local.host.Json;
import org.civildiy.local.state.StackDirectory;
import org.civildiy.local.state.StackState;

import static org.assertj.core.api.Assertions.assertThat;

class LeftoversTest {
    @TempDir
    Path root;

    private Process process;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("sleep", "1000").start();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void a_process_that_was_there_when_the_file_was_written_is_ended() throws IOException {
        // Given
        StackDirectory directory = stackThatNamesTheProcess(Instant.now().plus(Duration.ofMinutes(1)));
        // When
        Leftovers.end(directory);
        // Then
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void a_process_that_is_younger_than_the_file_is_somebody_elses_and_lives_on() throws IOException {
        // Given
        StackDirectory directory = stackThatNamesTheProcess(Instant.now().minus(Duration.ofMinutes(1)));
        // When
        Leftovers.end(directory);
        // Then
        assertThat(process.isAlive()).isTrue();
    }

    private StackDirectory stackThatNamesTheProcess(Instant written) throws IOException {
        var directory = new StackDirectory(root);
        var component = new StackState.Component("redis", process.pid(), "ready", "127.0.0.1:1", "redis.log");
        StackDirectory.write(
                directory.stackJson(), Json.of(new StackState("http://127.0.0.1:1", "up", List.of(component))));
        Files.setLastModifiedTime(directory.stackJson(), FileTime.from(written));
        return directory;
    }
}
