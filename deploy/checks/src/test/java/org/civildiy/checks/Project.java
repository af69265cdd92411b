package org.civildiy.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The files of this checkout that somebody wrote: not what was built, fetched, or kept for a running system. */
final class Project {
    /** The checkout: the directory of this module is {@code deploy/checks}. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    private static final Set<String> NOT_OURS =
            Set.of(".git", ".local", ".idea", ".vscode", "target", "node_modules", "secrets", "backups");
    private static final Pattern SHEBANG = Pattern.compile("#!\\s*/\\S*/(env )?(ba)?sh\\b.*");

    private Project() {}

    /** Shell scripts by their name or their first line, relative to the root. */
    static List<Path> scripts() {
        return files(file -> file.toString().endsWith(".sh") || startsWithShebang(file));
    }

    static List<Path> yaml() {
        return files(file -> file.toString().endsWith(".yml") || file.toString().endsWith(".yaml"));
    }

    static List<Path> dockerfiles() {
        return files(file -> file.getFileName().toString().startsWith("Dockerfile"));
    }

    /** Pages of documentation, relative to the root. */
    static List<Path> pages() {
        return files(file -> file.toString().endsWith(".md"));
    }

    /** Classes of tests by the name of their file. */
    static List<Path> tests(String name) {
        return files(file -> file.endsWith(name) && file.toString().contains("/src/test/java/"));
    }

    /** A file of properties; of a key that is there twice, the last. */
    static Properties properties(String path) {
        try (var content = Files.newBufferedReader(ROOT.resolve(path))) {
            var properties = new Properties();
            properties.load(content);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files below a directory. */
    static List<Path> filesIn(String directory) {
        Path below = Path.of(directory);
        return files(file -> ROOT.relativize(file).startsWith(below)).stream()
                .map(ROOT::resolve)
                .toList();
    }

    private static List<Path> files(Predicate<Path> wanted) {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(directory.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (wanted.test(file)) {
                        found.add(ROOT.relativize(file));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().sorted().toList();
    }

    private static boolean startsWithShebang(Path file) {
        try (var content = Files.newInputStream(file)) {
            String start = new String(content.readNBytes(64), StandardCharsets.ISO_8859_1);
            return SHEBANG.matcher(start.lines().findFirst().orElse("")).matches();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
