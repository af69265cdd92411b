package org.civildiy.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a script of the project, by the shell that runs it in a deployment. */
final class Shell {
    private Shell() {}

    /** What it printed, errors among the rest. */
    record Ended(int code, String output) {}

    /** The script to its end, whichever that is. */
    static Ended ended(String script, Map<String, String> environment, Object... arguments) {
        var command = new ArrayList<>(List.of("sh", Project.ROOT.resolve(script).toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
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

    /** The same where it has to end well. */
    static String run(String script, Map<String, String> environment, Object... arguments) {
        Ended ended = ended(script, environment, arguments);
        if (ended.code() != 0) {
            throw new IllegalStateException(script + " ended with " + ended.code() + ": " + ended.output());
        }
        return ended.output();
    }

    /** The PATH with the directory of a program before everything else. */
    static Map<String, String> with(String program) {
        return Map.of("PATH", Path.of(program).getParent() + ":" + System.getenv("PATH"));
    }
}
