package org.civildiy.local.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import org.civildiy.local.host.LogFile;
import org.civildiy.local.host.Polling;
import org.civildiy.local.host.Terminal;
import org.civildiy.local.state.ComponentNames;
import org.civildiy.local.state.RunningStack;

/** The command {@code logs}: it shows the end of the logs. On a terminal it also shows each new line, until Ctrl-C. */
@Command(name = "logs", description = "Show the logs; on a terminal, follow them.")
final class LogsCommand implements Runnable {
    private static final int LINES = 50;

    @ParentCommand
    private StackCommand main;

    @Option(names = "--only", description = "components whose logs to show; all by default")
    private @Nullable String only;

    private final Colours colours = Colours.here();

    @Override
    public void run() {
        var logs = new TreeMap<String, LogFile>();
        names().forEach(name -> logs.put(name, LogFile.fromTail(main.directory().log(name))));
        logs.forEach((name, log) -> {
            List<String> lines = log.newLines();
            show(name, lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        });
        while (Terminal.isWatched()) {
            logs.forEach((name, log) -> show(name, log.newLines()));
            Polling.pause(RunningStack.BETWEEN_LOOKS);
        }
    }

    private Set<String> names() {
        Set<String> chosen = ComponentNames.parse(only);
        var all = new TreeSet<String>();
        Path directory = main.directory().log("any").getParent();
        if (Files.isDirectory(directory)) {
            try (var files = Files.newDirectoryStream(directory, "*.log")) {
                files.forEach(file -> all.add(file.getFileName().toString().replaceFirst("\\.log$", "")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        ComponentNames.check(chosen, all);
        return chosen.isEmpty() ? all : chosen;
    }

    private void show(String name, List<String> lines) {
        lines.forEach(line -> System.out.println(colours.line(name, line)));
    }
}
