package org.civildiy.local.command;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import org.civildiy.local.state.ComponentNames;
import org.civildiy.local.state.RunningStack;

/** The command {@code stop}: it stops the stack or some components, and waits until they have stopped. */
@Command(name = "stop", description = "Stop everything, or some of it.")
final class StopCommand implements Runnable {
    @ParentCommand
    private StackCommand main;

    @Option(names = "--only", description = "components to stop; all by default")
    private @Nullable String only;

    @Override
    public void run() {
        var stack = new RunningStack(main.directory());
        Set<String> names = ComponentNames.parse(only);
        if (!stack.runs()) {
            System.out.println("nothing is running");
        } else if (names.isEmpty()) {
            stack.stopAll();
            System.out.println("stopped");
        } else {
            stack.stop(names);
            System.out.println("stopped " + String.join(", ", names));
        }
    }
}
