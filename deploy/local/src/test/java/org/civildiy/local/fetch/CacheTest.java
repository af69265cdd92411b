package org.civildiy.local.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.civildiy.local.host.StackException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CacheTest {
    @TempDir
    Path root;

    @Test
    void a_directory_is_filled_once_however_many_want_it() {
        // Given
        var fillings = new AtomicInteger();
        // When
        IntStream.range(0, 8)
                .parallel()
                .forEach(_ -> new Cache(root).directory("tool-1", aside -> {
                    fillings.incrementAndGet();
                    Files.writeString(aside.resolve("program"), "content");
                }));
        // Then
        assertThat(fillings).hasValue(1);
        assertThat(root.resolve("tool-1/program")).hasContent("content");
    }

    @Test
    void nobody_sees_a_directory_that_is_not_whole() {
        // Given
        Path directory = root.resolve("tool-1");
        // When
        var seenWhileFilling = new AtomicInteger();
        new Cache(root).directory("tool-1", aside -> {
            Files.writeString(aside.resolve("first-half"), "");
            seenWhileFilling.addAndGet(Files.exists(directory) ? 1 : 0);
        });
        // Then
        assertThat(seenWhileFilling).hasValue(0);
        assertThat(directory).isDirectory();
    }

    @Test
    void what_a_failed_filling_left_is_not_taken_for_the_whole() {
        // Given
        var cache = new Cache(root);
        assertThatThrownBy(() -> cache.directory("tool-1", aside -> {
                    Files.writeString(aside.resolve("half"), "");
                    throw new IOException("the network is gone");
                }))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("the network is gone");
        // When
        Path directory = cache.directory("tool-1", aside -> Files.writeString(aside.resolve("whole"), ""));
        // Then
        assertThat(directory.resolve("whole")).exists();
        assertThat(directory.resolve("half")).doesNotExist();
    }
}
