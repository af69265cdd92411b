package org.civildiy.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Starts the stack in the background, or what is missing of a running one, and returns when it serves. */
@Command(name = "start", description = "Start everything in the background, or some of it.")
final class StartCommand implements Runnable {
    @ParentCommand
    private Main main;

    @Option(names = "--only", description = "components to start; all by default")
    private String only;

    @Option(names = "--scale", description = "instances of services, as posts-service=2")
    private String scale;

    @Option(names = "--build", description = "command that packages the services where they have changed")
    private String build;

    @Option(names = "--native", description = "run the services from their native executables")
    private boolean executables;

    @Override
    public void run() {
        var stack = new RunningStack(main.directory());
        if (stack.runs()) {
            Build.begin(build, main.project(), System.out::println).await();
            stack.start(Names.parse(only), Names.parseScale(scale));
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
        add(verb, "--only", only);
        add(verb, "--scale", scale);
        add(verb, "--build", build);
        if (executables) {
            verb.add("--native");
        }
        try {
            Files.createDirectories(log.getParent());
            return Spawner.detach(
                    Main.again(main.project(), main.directory()).builder(log, verb.toArray(String[]::new)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(List<String> verb, String option, String value) {
        if (value != null && !value.isBlank()) {
            verb.addAll(List.of(option, value));
        }
    }
}
