package org.civildiy.acceptance.system;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;

import org.civildiy.acceptance.client.Visitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Output and exit code of a shell command. */
public record Script(String output, int exitCode) {

    /** Runs a command with the gateway's address as {@code BASE_URL}. It fails after a minute without an end. */
    public static Script run(Visitor visitor, String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile("script", ".log");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("BASE_URL", visitor.gateway().toString());
            var process = builder.start();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            assertThat(process.waitFor(1, TimeUnit.SECONDS))
                    .as(Files.readString(output))
                    .isTrue();
            return new Script(new String(Files.readAllBytes(output), UTF_8), process.exitValue());
        } finally {
            Files.delete(output);
        }
    }
}
