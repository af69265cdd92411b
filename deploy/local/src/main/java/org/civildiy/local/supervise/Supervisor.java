package org.civildiy.local.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.civildiy.local.host.LogFile;
import org.civildiy.local.host.StackException;
import org.civildiy.local.host.Terminal;
import org.civildiy.local.state.StackDirectory;
import org.civildiy.local.state.StackLock;

/** The supervisor: it runs a stack in this process, in the foreground, until a signal ends it. Its reports go to the standard output. */
public final class Supervisor {
    private final StackLock lock;
    private final Stack stack;
    private final Optional<Terminal> terminal = Terminal.remembered();
    private final Consumer<String> reports = System.out::println;

    /** Locks the directory, and ends processes that an earlier stack left behind. */
    public Supervisor(StackDirectory directory, Services services, @Nullable String build) {
        this.lock = StackLock.take(directory);
        StackSettings settings = StackSettings.of(services.project(), directory, System.getenv());
        Leftovers.end(directory);
        rotateLogs(directory);
        this.stack = new Stack(settings, services, Build.begin(build, services.project(), reports), reports);
    }

    public Stack stack() {
        return stack;
    }

    /**
     * Runs the stack until a signal ends this process. Returns only when a person has quit the service with the terminal.
     *
     * @param whenUp called once, when the stack is up and its addresses were shown
     */
    public void run(Set<String> only, Map<String, Integer> scale, Runnable whenUp) {
        stack.want(only, scale);
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
        try {
            stack.keep(() -> {
                reports.accept(stack.welcome());
                whenUp.run();
            });
        } catch (StackException e) {
            stack.close();
            throw e;
        }
    }

    /** Releases the lock last, because another supervisor may start a stack in this directory as soon as the lock is free. */
    private void end() {
        if (stack.isOpen()) {
            reports.accept("stopping");
            stack.close();
            reports.accept("stopped");
        }
        terminal.ifPresent(Terminal::restore);
        lock.close();
    }

    private static void rotateLogs(StackDirectory directory) {
        Path logs = directory.log("any").getParent();
        try (var files = Files.newDirectoryStream(logs, "*.log")) {
            for (Path log : files) {
                LogFile.rotate(log);
            }
        } catch (NoSuchFileException e) {
            // Before the first run there are no logs.
        } catch (IOException e) {
            throw new StackException("cannot set old logs aside: " + e.getMessage(), e);
        }
    }
}
