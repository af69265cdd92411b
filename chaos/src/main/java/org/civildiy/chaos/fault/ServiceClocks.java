package org.civildiy.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** The wall clocks of the services: each reads from a file how far it is ahead of the machine's clock. */
final class ServiceClocks {
    /** The variable by which the local stack gives each instance a clock of its own. */
    static final String VARIABLE = "SERVICE_CLOCKS";

    private final Path files;

    /** @param directory the directory of the stack */
    ServiceClocks(Path directory) {
        this.files = in(directory);
    }

    /** The directory of the files. */
    static Path in(Path directory) {
        return directory.resolve("clocks");
    }

    /** Sets the clock of an instance. The instance notices it within a second. */
    void set(String instance, Duration ahead) {
        Path next = files.resolve(instance + ".next");
        try {
            Files.writeString(next, "+" + ahead.toSeconds());
            Files.move(next, files.resolve(instance), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
