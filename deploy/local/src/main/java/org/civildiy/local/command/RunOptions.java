package org.civildiy.local.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import org.civildiy.local.state.ComponentNames;

/** The options that {@code run}, {@code start} and {@code dev} share: which components run, and what builds the services. */
final class RunOptions {
    @Option(names = "--only", description = "components to run; all by default")
    private @Nullable String only;

    @Option(names = "--build", description = "command that packages the services where they have changed")
    private @Nullable String build;

    Set<String> only() {
        return ComponentNames.parse(only);
    }

    /** The command that packages the services; {@code null} when nothing is to be built. */
    @Nullable
    String build() {
        return build;
    }

    /** These options as arguments of another command. */
    List<String> arguments() {
        var arguments = new ArrayList<String>();
        add(arguments, "--only", only);
        add(arguments, "--build", build);
        return arguments;
    }

    static void add(List<String> arguments, String option, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            arguments.addAll(List.of(option, value));
        }
    }
}
