package org.civildiy.local.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory of one stack ({@code .local} of a checkout). It contains everything that the stack writes, so that two stacks have no file
 * in common.
 */
public record StackDirectory(Path root) {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    public Path data() {
        return root.resolve("data");
    }

    public Path data(String component) {
        return data().resolve(component);
    }

    /** The working directory of a component without data. */
    public Path work(String component) {
        return root.resolve("work").resolve(component);
    }

    /** The copy from which a service runs, so that a build does not change the files of a running service. */
    public Path copyOf(String service) {
        return root.resolve("app").resolve(service);
    }

    public Path log(String component) {
        return root.resolve("log").resolve(component + ".log");
    }

    public Path stackJson() {
        return root.resolve("stack.json");
    }

    public Path stackEnv() {
        return root.resolve("stack.env");
    }

    Path wanted() {
        return root.resolve("wanted.json");
    }

    Path lock() {
        return root.resolve("lock");
    }

    /** Replaces a file in one step: a reader sees the old content or the new one. */
    public static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Path aside = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".part", OWNER_ONLY);
            Files.writeString(aside, content);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
