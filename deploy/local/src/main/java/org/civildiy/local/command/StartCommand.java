package org.civildiy.local.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

import org.civildiy.local.host.LogFile;
import org.civildiy.local.host.Spawner;
import org.civildiy.local.state.RunningStack;
import org.civildiy.local.supervise.Build;

/**
 * The command {@code start}: it starts the stack in the background, or stopped components of a running stack, and waits until all wanted
 * components are ready.
 */
@Command(name = "start", description = "Start everything in the background, or some of it.")
final class StartCommand implements Runnable {
    @ParentCommand
    private StackCommand main;

    @Mixin
    private RunOptions options;

    @Mixin
    private ServiceOptions services;

    @Override
    public void run() {
        var stack = new RunningStack(main.directory());
        if (stack.runs()) {
            Build.begin(options.build(), main.project(), System.out::println).await();
            stack.start(options.only(), services.scale());
            stack.awaitUp();
            System.out.println("everything that is wanted is up");
        } else {
            startInBackground(stack);
        }
    }

    private void startInBackground(RunningStack stack) {
        Path log = main.directory().log("stack");
        LogFile output = LogFile.fromEnd(log);
        Process supervisor = detach(log);
        stack.awaitStart(supervisor, output, System.out::println);
    }

    private Process detach(Path log) {
        var verb = new ArrayList<>(List.of("run"));
        verb.addAll(options.arguments());
        verb.addAll(services.arguments());
        try {
            Files.createDirectories(log.getParent());
            return Spawner.detach(
                    StackCommand.again(main.project(), main.directory()).builder(log, verb.toArray(String[]::new)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
