package org.civildiy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PackagedServiceTest {
    @TempDir
    Path target;

    @BeforeEach
    void packaged() throws IOException {
        Files.writeString(
                target.resolve("sample-runner"), "#!/bin/sh\necho \"$1 $KEY $HOME\"\necho oops >&2\nexit 3\n");
        assertThat(target.resolve("sample-runner").toFile().setExecutable(true)).isTrue();
        Files.writeString(target.resolve("quarkus-artifact.properties"), "type=native\npath=sample-runner\n");
    }

    @Test
    void a_run_sees_its_arguments_and_no_environment_but_its_own() throws Exception {
        // Given
        var service = new PackagedService(target);
        // When
        var run = service.run(Map.of("KEY", "value"), "dlq");
        // Then
        assertThat(run).isEqualTo(new PackagedService.Run(3, "dlq value \noops\n"));
    }
}
