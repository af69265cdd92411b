package org.civildiy.checks.linkage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarFile;

/** Jar file: its classes by their internal names, and its configuration files. */
record Jar(Map<String, ClassFile> classes, Properties configuration) {
    private static final String CLASS = ".class";
    private static final Set<String> CONFIGURATIONS =
            Set.of("application.properties", "META-INF/microprofile-config.properties");

    static Jar read(Path path) {
        var classes = new HashMap<String, ClassFile>();
        var configuration = new Properties();
        try (var file = new JarFile(path.toFile())) {
            for (var entry : file.stream().toList()) {
                var name = entry.getName();
                try (var content = file.getInputStream(entry)) {
                    if (isClass(name)) {
                        classes.put(
                                name.substring(0, name.length() - CLASS.length()),
                                ClassFile.read(content.readAllBytes()));
                    } else if (CONFIGURATIONS.contains(name)) {
                        configuration.load(content);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Jar(classes, configuration);
    }

    private static boolean isClass(String name) {
        return name.endsWith(CLASS) && !name.startsWith("META-INF/") && !name.endsWith("-info.class");
    }
}
