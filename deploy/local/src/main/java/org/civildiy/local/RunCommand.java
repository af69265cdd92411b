package org.civildiy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Runs the stack in the foreground until a signal ends it. */
@Command(name = "run", description = "Run everything in the foreground; Ctrl-C stops it.")
final class RunCommand implements Runnable {
    @ParentCommand
    private Main main;

    @Option(names = "--only", description = "components to run, of which the others are left out")
    private String only;

    @Option(names = "--scale", description = "instances of services, as posts-service=2")
    private String scale;

    @Option(names = "--build", description = "command that packages the services where they have changed")
    private String build;

    @Override
    public void run() {
        StackDirectory directory = main.directory();
        StackLock lock = StackLock.take(directory);
        StackSettings settings = main.settings();
        Leftovers.end(directory);
        rotateLogs(directory);
        Consumer<String> reports = System.out::println;
        var stack = new Stack(settings, Build.begin(build, main.project(), reports), reports);
        stack.want(Names.parse(only), Names.parseScale(scale));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stack, lock, reports), "end"));
        try {
            stack.keep(() -> {
                reports.accept(stack.welcome());
                Warnings.follow(directory, stack::serviceNames, reports);
            });
        } catch (StackException e) {
            stack.close();
            throw e;
        }
    }

    /** The lock goes last: whoever finds it free may start another stack here. */
    private static void end(Stack stack, StackLock lock, Consumer<String> reports) {
        if (stack.isOpen()) {
            reports.accept("stopping");
            stack.close();
            reports.accept("stopped");
        }
        lock.close();
    }

    private static void rotateLogs(StackDirectory directory) {
        Path logs = directory.log("any").getParent();
        try (var files = Files.newDirectoryStream(logs, "*.log")) {
            for (Path log : files) {
                LogFile.rotate(log);
            }
        } catch (NoSuchFileException e) {
            // The first run here.
        } catch (IOException e) {
            throw new StackException("cannot set old logs aside: " + e.getMessage(), e);
        }
    }
}
