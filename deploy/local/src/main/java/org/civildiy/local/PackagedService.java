package org.civildiy.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import org.civildiy.local.host.StackException;

/**
 * The program of a packaged service, a native executable or a jar, for tests that run its subcommands as an operator does.
 *
 * @param target the build directory; its {@code quarkus-artifact.properties} names the program
 */
public record PackagedService(Path target) {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** The result of a run: its exit code, and its output and error streams as one text. */
    public record Run(int exitCode, String output) {}

    /** The program of the module whose tests run. */
    public static PackagedService ofThisModule() {
        return new PackagedService(Path.of("target"));
    }

    /**
     * Runs the program to its end.
     *
     * @param environment all environment variables of the program; those of this JVM are not added
     * @throws StackException when the program does not end within a minute; the program is killed then
     */
    public Run run(Map<String, String> environment, String... arguments) throws InterruptedException {
        try {
            Path output = Files.createTempFile("packaged-service-", ".log");
            try {
                return new Run(exitCode(environment, output, arguments), Files.readString(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int exitCode(Map<String, String> environment, Path output, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = command();
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new StackException("%s did not end within %s".formatted(String.join(" ", command), TIMEOUT));
        }
        return process.exitValue();
    }

    private List<String> command() throws IOException {
        var artifact = new Properties();
        try (var in = Files.newBufferedReader(target.resolve("quarkus-artifact.properties"))) {
            artifact.load(in);
        }
        var command = new ArrayList<String>();
        if (!artifact.getProperty("type").equals("native")) {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-jar");
        }
        command.add(
                target.resolve(artifact.getProperty("path")).toAbsolutePath().toString());
        return command;
    }
}
