package org.civildiy.local.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Operations on whole directory trees. */
public final class DirectoryTree {
    private DirectoryTree() {}

    /** Makes the copy equal to the tree. A file of the copy with the same size and modification time is not copied again. */
    public static void mirror(Path tree, Path copy) throws IOException {
        if (Files.isDirectory(copy)) {
            for (Path file : all(copy).reversed()) {
                if (!Files.exists(tree.resolve(copy.relativize(file)))) {
                    Files.delete(file);
                }
            }
        }
        for (Path file : all(tree)) {
            Path target = copy.resolve(tree.relativize(file));
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else if (!same(file, target)) {
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static boolean same(Path file, Path target) throws IOException {
        return Files.exists(target)
                && Files.size(file) == Files.size(target)
                && Files.getLastModifiedTime(file).equals(Files.getLastModifiedTime(target));
    }

    private static List<Path> all(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            return files.toList();
        }
    }

    /** Deletes a tree. It is no failure when the tree does not exist, or when another process deletes its files at the same time. */
    public static void delete(Path root) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
