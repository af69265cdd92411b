package org.civildiy.local.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.civildiy.local.host.DirectoryTree;
import org.civildiy.local.host.StackException;

/**
 * The cache of downloaded programs, shared by all checkouts of this user, with one directory for each program.
 *
 * <p>A directory is complete or absent: it is filled under another name and then renamed. So a download that fails or is killed never looks
 * complete. When several processes want the same directory, the first process fills it and the others wait.
 */
public final class Cache {
    /** Fills an empty directory. */
    @FunctionalInterface
    interface Filling {
        void fill(Path directory) throws IOException;
    }

    private static final Map<Path, Object> LOCKS_OF_THIS_JVM = new ConcurrentHashMap<>();

    private final Path root;

    Cache(Path root) {
        this.root = root;
    }

    /** The cache in the user's usual directory for caches: {@code XDG_CACHE_HOME} or {@code ~/.cache}. */
    public static Cache ofUser() {
        return new Cache(Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(home -> !home.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("civildiy"));
    }

    /** The directory of this name. It is filled first if it does not exist. */
    Path directory(String name, Filling filling) {
        Path directory = root.resolve(name);
        if (Files.isDirectory(directory)) {
            return directory;
        }
        Path lock = root.resolve("." + name + ".lock");
        synchronized (LOCKS_OF_THIS_JVM.computeIfAbsent(lock.toAbsolutePath(), _ -> new Object())) {
            try {
                Files.createDirectories(root);
                try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var _ = channel.lock()) {
                    if (!Files.isDirectory(directory)) {
                        fillAside(directory, filling);
                    }
                }
            } catch (IOException e) {
                throw new StackException("cannot fill " + directory + ": " + e.getMessage(), e);
            }
        }
        return directory;
    }

    private void fillAside(Path directory, Filling filling) throws IOException {
        Path aside = root.resolve("." + directory.getFileName() + ".part");
        DirectoryTree.delete(aside);
        Files.createDirectories(aside);
        try {
            filling.fill(aside);
            Files.move(aside, directory, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            DirectoryTree.delete(aside);
        }
    }
}
