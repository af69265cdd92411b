package org.civildiy.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Short commands: what they print, or a one-line error with the last thing they said. */
final class Shell {
    private Shell() {}

    /** Runs to the end and returns what the command printed; the output of a failed one is the reason of the exception. */
    static String run(List<String> command, Map<String, String> environment, Path directory) {
        return run(command, environment, directory, "");
    }

    static String run(List<String> command, Map<String, String> environment, Path directory, String input) {
        try {
            Process process = Spawner.start(
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectInput(ProcessBuilder.Redirect.PIPE),
                    environment);
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new StackException(command.getFirst() + " failed: " + lastLine(output));
            }
            return output;
        } catch (IOException e) {
            throw new StackException(command.getFirst() + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException(command.getFirst() + " was interrupted", e);
        }
    }

    /** True when the command exists and succeeds. */
    static boolean succeeds(String... command) {
        try {
            run(List.of(command), Map.of(), Path.of("/"));
            return true;
        } catch (StackException e) {
            return false;
        }
    }

    /** The program of this name on the PATH. */
    static Optional<Path> which(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(Pattern.quote(java.io.File.pathSeparator), -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String lastLine(String output) {
        return output.lines()
                .filter(line -> !line.isBlank())
                .reduce((_, last) -> last)
                .orElse("no output")
                .strip();
    }
}
