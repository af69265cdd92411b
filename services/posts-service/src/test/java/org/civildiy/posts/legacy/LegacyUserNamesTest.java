package org.civildiy.posts.legacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LegacyUserNamesTest {
    @TempDir
    Path directory;

    @Test
    void names_are_read_as_psql_writes_them() throws IOException {
        // Given
        var file = Files.writeString(directory.resolve("users.csv"), "7,ada\n8,\"Bob, \"\"the\"\" builder\"\n9,\n");
        // When
        var names = LegacyUserNames.read(file);
        // Then
        assertThat(names.of(7)).isEqualTo("ada");
        assertThat(names.of(8)).isEqualTo("Bob, \"the\" builder");
        assertThat(names.of(9)).isEqualTo("user_9");
        assertThat(names.of(10)).isEqualTo("user_10");
    }

    @Test
    void a_line_of_another_form_is_named() throws IOException {
        // Given
        var file = Files.writeString(directory.resolve("users.csv"), "7,ada\nid,username\n");
        // When // Then
        assertThatThrownBy(() -> LegacyUserNames.read(file)).hasMessageContaining("users.csv, line 2,");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        // When // Then
        assertThatThrownBy(() -> LegacyUserNames.read(directory.resolve("absent.csv")))
                .hasMessageContaining("absent.csv");
    }
}
