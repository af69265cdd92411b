package org.civildiy.local.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.civildiy.local.host.StackException;

/**
 * Wall clocks of service instances that a test can set. With {@code SERVICE_CLOCKS=<directory>} the library libfaketime is loaded into each
 * instance. It adds the seconds in the file {@code <directory>/<instance>}, such as {@code +3600}, to the time of the machine, and reads the
 * file again every second. Monotonic clocks are not changed.
 *
 * @param directory of the files; without it every clock shows the time of the machine
 */
record Clocks(Optional<Path> directory) {
    static final String VARIABLE = "SERVICE_CLOCKS";

    private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

    static Clocks in(@Nullable String directory) {
        return new Clocks(Optional.ofNullable(directory).map(Path::of).map(Path::toAbsolutePath));
    }

    /**
     * The variables that give an instance its own clock. Makes the file of the clock when it does not exist.
     *
     * @throws StackException when libfaketime is not installed
     */
    Map<String, String> environmentOf(String instance) {
        return directory
                .map(clocks -> Map.of(
                        "LD_PRELOAD",
                        library().toString(),
                        "FAKETIME_TIMESTAMP_FILE",
                        file(clocks, instance).toString(),
                        "FAKETIME_CACHE_DURATION",
                        "1",
                        "DONT_FAKE_MONOTONIC",
                        "1"))
                .orElse(Map.of());
    }

    private static Path file(Path clocks, String instance) {
        Path file = clocks.resolve(instance);
        try {
            Files.createDirectories(clocks);
            if (!Files.exists(file)) {
                Files.writeString(file, "+0");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Distributions install the library in {@code /usr/lib64}, {@code /usr/lib} or {@code /usr/lib/<architecture>}. */
    private static Path library() {
        try (var directories = Files.list(Path.of("/usr/lib"))) {
            return Stream.concat(Stream.of(Path.of("/usr/lib64"), Path.of("/usr/lib")), directories)
                    .map(directory -> directory.resolve(LIBRARY))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new StackException(
                            VARIABLE + " needs the library libfaketime: apt-get install libfaketime, or the like"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
