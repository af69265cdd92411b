package org.civildiy.local.command;

import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.civildiy.local.host.FindingsException;
import org.civildiy.local.host.StackException;
import org.civildiy.local.state.StackDirectory;

/** The command line of the local stack. It has one subcommand for each of the Makefile's targets that need the stack. */
@Command(
        name = "stack",
        description = "The whole system as plain processes: real servers, no Docker.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RunCommand.class,
            DevCommand.class,
            StartCommand.class,
            StopCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            CleanDataCommand.class,
            FetchCommand.class,
            AuditCommand.class
        })
public final class StackCommand {
    @Option(names = "--project", defaultValue = ".", description = "the checkout")
    private Path project;

    @Option(names = "--directory", description = "where the stack keeps everything; .local of the checkout by default")
    private @Nullable Path directory;

    Path project() {
        return project.toAbsolutePath().normalize();
    }

    StackDirectory directory() {
        Path chosen = directory == null ? project().resolve(".local") : directory;
        return new StackDirectory(chosen.toAbsolutePath().normalize());
    }

    /** Parses the command line, runs its subcommand and returns the exit code. */
    public static int execute(String... arguments) {
        return new CommandLine(new StackCommand())
                .setExecutionExceptionHandler((failure, _, _) -> {
                    if (failure instanceof StackException || failure instanceof FindingsException) {
                        System.err.println(failure.getMessage());
                        return 1;
                    }
                    throw failure;
                })
                .execute(arguments);
    }

    /** The command that runs this program again, from the same jars. */
    static ProgramCommand again(Path project, StackDirectory directory) {
        return new ProgramCommand(project, directory, Map.of());
    }
}
