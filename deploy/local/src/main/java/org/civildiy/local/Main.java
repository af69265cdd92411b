package org.civildiy.local;

import java.nio.file.Path;
import java.util.Map;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind the Makefile's verbs. */
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
final class Main {
    @Option(names = "--project", defaultValue = ".", description = "the checkout")
    private Path project;

    @Option(names = "--directory", description = "where the stack keeps everything; .local of the checkout by default")
    private Path directory;

    Path project() {
        return project.toAbsolutePath().normalize();
    }

    StackDirectory directory() {
        Path chosen = directory == null ? project().resolve(".local") : directory;
        return new StackDirectory(chosen.toAbsolutePath().normalize());
    }

    /** Takes the ports: fails when one of them is in use. */
    StackSettings settings() {
        return StackSettings.of(project(), directory(), System.getenv());
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, _, _) -> {
                    if (failure instanceof StackException || failure instanceof FindingsException) {
                        System.err.println(failure.getMessage());
                        return 1;
                    }
                    throw failure;
                })
                .execute(arguments));
    }

    /** The command that runs this program again, from the same jars. */
    static ProgramCommand again(Path project, StackDirectory directory) {
        return new ProgramCommand(project, directory, Map.of());
    }
}
