package org.civildiy.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

import org.civildiy.local.LocalStack;
import org.civildiy.local.host.DirectoryTree;
import org.civildiy.local.server.Probe;

/** Faults of the data in Redis: all data is deleted, or Redis is restored from an older copy. */
final class RedisFaults {
    private static final String REDIS = "redis";
    private static final byte[] FLUSH = "FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String DONE = "+OK";

    private final LocalStack stack;
    private final Path data;
    private final Path copy;

    /** @param directory the directory of the stack */
    RedisFaults(LocalStack stack, Path directory) {
        this.stack = stack;
        this.data = directory.resolve("data").resolve(REDIS);
        this.copy = directory.resolve("older-redis");
    }

    /** Deletes all data. */
    void empty() {
        int port = URI.create(stack.environment().get("REDIS_URL")).getPort();
        byte[] answer = Probe.answer(port, FLUSH, DONE.length());
        if (!DONE.equals(new String(answer, StandardCharsets.US_ASCII))) {
            throw new IllegalStateException("Redis does not answer FLUSHALL");
        }
    }

    /** Copies the data directory while Redis appends to its files. Redis drops an incomplete last entry when it reads the copy. */
    void copy() {
        DirectoryTree.delete(copy);
        mirror(data, copy);
    }

    /** Restarts Redis with the data of the copy. */
    void restore() {
        stack.stop(REDIS);
        DirectoryTree.delete(data);
        mirror(copy, data);
        stack.begin(Set.of(REDIS));
    }

    private static void mirror(Path from, Path to) {
        try {
            DirectoryTree.mirror(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
