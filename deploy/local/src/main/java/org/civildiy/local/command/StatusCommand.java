package org.civildiy.local.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

import org.civildiy.local.host.Shell;
import org.civildiy.local.state.RunningStack;
import org.civildiy.local.state.StackState;

/** The command {@code status}: the status, process, address and resident memory of each component. */
@Command(name = "status", description = "Show what runs.")
final class StatusCommand implements Runnable {
    private static final long KIB_PER_MIB = 1024;

    @ParentCommand
    private StackCommand main;

    @Override
    public void run() {
        var stack = new RunningStack(main.directory());
        stack.state().ifPresentOrElse(this::show, () -> System.out.println("nothing is running"));
    }

    private void show(StackState state) {
        long total = 0;
        for (var component : state.components()) {
            long memory = component.pid() == null ? 0 : residentMib(component.pid());
            total += memory;
            System.out.printf(
                    "%-17s %-10s %8s %6d MiB  %s%n",
                    component.name(),
                    component.state(),
                    component.pid() == null ? "-" : component.pid(),
                    memory,
                    component.address());
        }
        System.out.printf("%-17s %-10s %8s %6d MiB  %s%n", "all", state.state(), "", total, state.gatewayUrl());
    }

    /** The resident memory of the process and its descendants. */
    private static long residentMib(long pid) {
        String pids = ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.joining(","));
        if (pids.isEmpty()) {
            return 0;
        }
        return Shell.run(List.of("ps", "-o", "rss=", "-p", pids), Map.of(), Path.of("/"))
                        .lines()
                        .mapToLong(line -> Long.parseLong(line.strip()))
                        .sum()
                / KIB_PER_MIB;
    }
}
