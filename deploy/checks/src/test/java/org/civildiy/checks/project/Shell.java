package org.civildiy.checks.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs shell scripts of the project by {@code sh}, as a deployment does, and other programs. */
public final class Shell {
    private Shell() {}

    /** Exit code and output of a script, standard error included. */
    public record Ended(int code, String output) {}

    /** Runs a script to its end, and returns its exit code and output. */
    public static Ended ended(String script, Map<String, String> environment, Object... arguments) {
        var command = new ArrayList<>(List.of("sh", Project.ROOT.resolve(script).toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return ended(new ProcessBuilder(command), environment);
    }

    /** Runs a program in a directory to its end, and returns its exit code and output. */
    public static Ended program(Path directory, String... command) {
        return ended(new ProcessBuilder(command).directory(directory.toFile()), Map.of());
    }

    private static Ended ended(ProcessBuilder builder, Map<String, String> environment) {
        builder.redirectErrorStream(true).environment().putAll(environment);
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs a script that has to succeed, and returns its output. */
    public static String run(String script, Map<String, String> environment, Object... arguments) {
        Ended ended = ended(script, environment, arguments);
        if (ended.code() != 0) {
            throw new IllegalStateException(script + " ended with " + ended.code() + ": " + ended.output());
        }
        return ended.output();
    }

    /** An environment whose PATH begins with the directory of a program. */
    public static Map<String, String> with(String program) {
        return Map.of("PATH", Path.of(program).getParent() + ":" + System.getenv("PATH"));
    }
}
