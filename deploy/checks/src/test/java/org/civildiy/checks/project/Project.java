package org.civildiy.checks.project;

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

/** Source files of this checkout, without what was built, fetched or created by a running system. */
public final class Project {
    /** The root of the checkout; tests run in {@code deploy/checks}. */
    public static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    private static final Set<String> NOT_SOURCES =
            Set.of(".git", ".local", ".idea", ".vscode", "target", "node_modules", "secrets", "backups");
    private static final Pattern SHEBANG = Pattern.compile("#!\\s*/\\S*/(env )?(ba)?sh\\b.*");

    private Project() {}

    /** Shell scripts by their name or their first line, relative to the root. */
    public static List<Path> scripts() {
        return files(file -> file.toString().endsWith(".sh") || startsWithShebang(file));
    }

    public static List<Path> yaml() {
        return files(file -> file.toString().endsWith(".yml") || file.toString().endsWith(".yaml"));
    }

    public static List<Path> dockerfiles() {
        return files(file -> file.getFileName().toString().startsWith("Dockerfile"));
    }

    /** Markdown pages, relative to the root. */
    public static List<Path> pages() {
        return files(file -> file.toString().endsWith(".md"));
    }

    /** Test classes with this file name, relative to the root. */
    public static List<Path> tests(String name) {
        return files(file -> file.endsWith(name) && file.toString().contains("/src/test/java/"));
    }

    /** A properties file; the last value counts where a key occurs twice. */
    public static Properties properties(String path) {
        return properties(ROOT.resolve(path));
    }

    /** A properties file anywhere. */
    public static Properties properties(Path file) {
        try (var content = Files.newBufferedReader(file)) {
            var properties = new Properties();
            properties.load(content);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All source files below a directory, as absolute paths. */
    public static List<Path> filesIn(String directory) {
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
                    return NOT_SOURCES.contains(directory.getFileName().toString())
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
