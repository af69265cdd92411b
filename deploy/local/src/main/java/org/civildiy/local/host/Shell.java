package org.civildiy.local.host;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Commands that run to their end. The result is the output, or an exception with the first error in the output. */
public final class Shell {
    private static final Pattern ERROR = Pattern.compile("\\b(error|fatal)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ESCAPES = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static volatile boolean aborted;

    private Shell() {}

    /** Runs a command to its end and returns its output. When the command fails, the exception contains its {@link #reason}. */
    public static String run(List<String> command, Map<String, String> environment, Path directory) {
        return run(command, environment, directory, "", Spawner.User.CALLER);
    }

    /** Runs a command with input, as a user that is not root. */
    public static String runUnprivileged(List<String> command, Path directory, String input) {
        return run(command, Map.of(), directory, input, Spawner.User.UNPRIVILEGED);
    }

    /** Runs a command to its end, and returns the exit code and the output. A command that fails causes no exception. */
    public static Ended ended(
            List<String> command, Map<String, String> environment, Path directory, Spawner.User user) {
        return ended(command, environment, directory, "", user);
    }

    /**
     * A command that has ended.
     *
     * @param output the command's output and error streams as one text
     */
    public record Ended(int code, String output) {}

    /** Kills all running commands and their descendants. Later commands are killed at their start, because this program is ending. */
    public static void abort() {
        aborted = true;
        RUNNING.forEach(Shell::end);
    }

    /** The program of this name on the PATH. */
    public static Optional<Path> which(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String run(
            List<String> command, Map<String, String> environment, Path directory, String input, Spawner.User user) {
        Ended ended = ended(command, environment, directory, input, user);
        if (ended.code() != 0) {
            throw new StackException(command.getFirst() + " failed: " + reason(ended.output()));
        }
        return ended.output();
    }

    private static Ended ended(
            List<String> command, Map<String, String> environment, Path directory, String input, Spawner.User user) {
        try {
            Process process = Spawner.start(
                    new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true),
                    environment,
                    user);
            String output = outputOf(process, input);
            return new Ended(process.waitFor(), output);
        } catch (IOException e) {
            throw new StackException(command.getFirst() + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException(command.getFirst() + " was interrupted", e);
        }
    }

    private static String outputOf(Process process, String input) throws IOException {
        RUNNING.add(process);
        try {
            if (aborted) {
                end(process);
            }
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            RUNNING.remove(process);
        }
    }

    private static void end(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** The reason of a failed command, for people: the first line of its output that names an error, or else the last line. */
    public static String reason(String output) {
        List<String> lines = output.lines()
                .map(line -> ESCAPES.matcher(line).replaceAll("").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.stream()
                .filter(line -> ERROR.matcher(line).find())
                .findFirst()
                .orElseGet(() -> lines.isEmpty() ? "no output" : lines.getLast());
    }
}
