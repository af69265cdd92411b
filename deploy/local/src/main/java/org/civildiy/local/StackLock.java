package org.civildiy.local;

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
import java.util.Optional;

/**
 * Says that a supervisor runs a stack in a directory, and which. The system lets go of it when the supervisor is gone,
 * however it went, so it never speaks of a dead one.
 */
final class StackLock implements AutoCloseable {
    private static final int TRIES = 20;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes it for this process. */
    static StackLock take(StackDirectory directory) {
        // Several times, because those who only look hold it for a moment.
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<StackLock> lock = tryTake(directory.lock());
            if (lock.isPresent()) {
                lock.get().write(ProcessHandle.current().pid());
                return lock.get();
            }
            Pause.of(BETWEEN_TRIES);
        }
        throw new StackException("a stack is running here already (process %s): stop it with `make stop`"
                .formatted(holder(directory).map(String::valueOf).orElse("unknown")));
    }

    /** The supervisor that runs a stack in this directory now. */
    static Optional<Long> holder(StackDirectory directory) {
        Optional<StackLock> free = tryTake(directory.lock());
        if (free.isPresent()) {
            free.get().close();
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(directory.lock()).strip())
                    .filter(pid -> !pid.isEmpty())
                    .map(Long::valueOf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<StackLock> tryTake(Path file) {
        try {
            Files.createDirectories(file.getParent());
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = null;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                // This JVM has it.
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
