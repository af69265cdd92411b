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
 * Processes of an earlier supervisor that was killed, on a system that does not end them with it.
 *
 * <p>A process id in {@code stack.json} belonged to the stack when the file was last written. A process that is older than the file still
 * does. A younger one has got the id since, and is left alone.
 */
final class Leftovers {
    private Leftovers() {}

    /**
     * None runs afterwards, nor what they have started in their process groups, and the file that spoke of them is gone. The caller
     * holds the stack's lock, so no supervisor does either.
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
