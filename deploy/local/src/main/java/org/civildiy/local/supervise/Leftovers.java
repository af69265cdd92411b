package org.civildiy.local.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Objects;

import org.civildiy.local.host.Json;
import org.civildiy.local.host.Signals;
import org.civildiy.local.state.StackDirectory;
import org.civildiy.local.state.StackState;

/**
 * Processes of an earlier supervisor that was killed. They are left over on a system that does not end child processes together with their
 * parent.
 *
 * <p>The file {@code stack.json} has the process ids of the stack at the time when the file was last written. A process with such an id
 * belongs to the stack if the process is older than the file. A younger process only got the same id later, and is not killed.
 */
final class Leftovers {
    private Leftovers() {}

    /**
     * Kills the processes with their process groups, waits for their end, and deletes {@code stack.json}. The caller holds the lock of the
     * directory, so no other supervisor runs that would restart the processes.
     */
    static void end(StackDirectory directory) {
        Json.read(directory.stackJson(), StackState.class)
                .ifPresent(state -> state.components().stream()
                        .map(StackState.Component::pid)
                        .filter(Objects::nonNull)
                        .forEach(pid -> end(pid, lastWritten(directory))));
        directory.stackJson().toFile().delete();
    }

    private static void end(long pid, Instant lastWritten) {
        ProcessHandle.of(pid)
                .filter(process -> process.info()
                        .startInstant()
                        .filter(started -> started.isBefore(lastWritten))
                        .isPresent())
                .ifPresent(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                    Signals.send("KILL", -pid);
                });
    }

    private static Instant lastWritten(StackDirectory directory) {
        try {
            return Files.getLastModifiedTime(directory.stackJson()).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
