package org.civildiy.local.supervise;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.civildiy.local.host.Shell;
import org.civildiy.local.host.StackException;

/** The build of the services, which runs while servers are downloaded and started. */
public final class Build {
    private final CompletableFuture<Void> done;

    private Build(CompletableFuture<Void> done) {
        this.done = done;
    }

    /**
     * Starts the command of the build, which does not build modules that have not changed.
     *
     * @param command for the shell; empty or {@code null} when there is nothing to build
     */
    public static Build begin(@Nullable String command, Path project, Consumer<String> reports) {
        if (command == null || command.isBlank()) {
            return new Build(CompletableFuture.completedFuture(null));
        }
        return new Build(CompletableFuture.runAsync(
                () -> {
                    reports.accept("building the services, where anything has changed");
                    Shell.run(List.of("sh", "-c", command), Map.of(), project);
                },
                work -> Thread.ofVirtual().name("build").start(work)));
    }

    /** Waits until the build has ended. Throws {@link StackException} when the build failed. */
    public void await() {
        try {
            done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StackException known
                    ? new StackException("the build failed; `make jars` shows why (" + known.getMessage() + ")", known)
                    : e;
        }
    }
}
