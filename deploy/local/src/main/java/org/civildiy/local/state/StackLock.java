package org.civildiy.local.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.civildiy.local.host.Polling;
import org.civildiy.local.host.StackException;

/**
 * The lock of a stack's directory: a lock on a file with the process id of the supervisor that holds the lock. When the supervisor ends or
 * crashes, the operating system releases the lock.
 */
public final class StackLock implements AutoCloseable {
    private static final int TRIES = 20;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Acquires the lock for this process. */
    public static StackLock take(StackDirectory directory) {
        // Several attempts, because a reader of the process id holds the lock for a moment.
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<StackLock> lock = tryTake(directory.lock(), false);
            if (lock.isPresent()) {
                lock.get().write(ProcessHandle.current().pid());
                return lock.get();
            }
            Polling.pause(BETWEEN_TRIES);
        }
        throw new StackException("a stack is running here already (process %s): stop it with `make stop`"
                .formatted(holder(directory).map(String::valueOf).orElse("unknown")));
    }

    /**
     * The process id of the supervisor that runs a stack in this directory; empty when no supervisor does.
     *
     * <p>A reader tries to get the lock: the lock is free when no supervisor holds it. Readers share the lock, so that a reader does not
     * take another reader for a supervisor. The file may still have the process id of a supervisor that has ended. A process that was
     * started after the file was written only got the same id, and is not a supervisor.
     */
    static synchronized Optional<Long> holder(StackDirectory directory) {
        Optional<StackLock> free = tryTake(directory.lock(), true);
        if (free.isPresent()) {
            free.get().close();
            return Optional.empty();
        }
        try {
            Instant written = Files.getLastModifiedTime(directory.lock()).toInstant();
            return Optional.of(Files.readString(directory.lock()).strip())
                    .filter(pid -> !pid.isEmpty())
                    .map(Long::valueOf)
                    .filter(pid -> isOlder(pid, written));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlder(long pid, Instant moment) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .filter(started -> started.isBefore(moment))
                .isPresent();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<StackLock> tryTake(Path file, boolean shared) {
        try {
            Files.createDirectories(file.getParent());
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = null;
            try {
                lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            } catch (OverlappingFileLockException e) {
                // This JVM holds the lock already.
            }
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new StackLock(channel));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(long pid) {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(Long.toString(pid).getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
