package org.civildiy.checks.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Yaml;

/**
 * Java sources of a module, and the packages of this project that each of its packages imports. Sources and not classes, since some
 * modules are compiled after this one. Imports for Javadoc count; fully qualified names in the code do not.
 *
 * @param imports for each package, the packages that it imports
 * @param unmarked packages without a {@code package-info} that is {@code @NullMarked}
 */
record SourceTree(Map<String, Set<String>> imports, Set<String> unmarked) {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?(org\\.civildiy(?:\\.[a-z]\\w*)*)\\.[A-Z]");
    private static final Pattern NULL_MARKED = Pattern.compile("(?m)^@NullMarked$");

    /** @param directory the root of the packages, relative to the root of the checkout */
    static SourceTree of(String directory) {
        var imports = new TreeMap<String, Set<String>>();
        var marked = new TreeSet<String>();
        for (String source : sources(directory)) {
            var name =
                    PACKAGE.matcher(source).results().findFirst().orElseThrow().group(1);
            var imported = imports.computeIfAbsent(name, none -> new TreeSet<>());
            IMPORT.matcher(source)
                    .results()
                    .map(found -> found.group(1))
                    .filter(other -> !other.equals(name))
                    .forEach(imported::add);
            if (NULL_MARKED.matcher(source).find()) {
                marked.add(name);
            }
        }
        var unmarked = new TreeSet<>(imports.keySet());
        unmarked.removeAll(marked);
        return new SourceTree(imports, unmarked);
    }

    /** The packages that are in a cycle of imports, or import one that is. Without cycles, there are none. */
    Set<String> withCycles() {
        var remaining = new TreeSet<>(imports.keySet());
        while (true) {
            var leaves = remaining.stream()
                    .filter(each -> imports.get(each).stream().noneMatch(remaining::contains))
                    .collect(Collectors.toSet());
            if (leaves.isEmpty()) {
                return remaining;
            }
            remaining.removeAll(leaves);
        }
    }

    private static List<String> sources(String directory) {
        return Project.filesIn(directory).stream()
                .filter(file -> file.toString().endsWith(".java"))
                .map(Yaml::text)
                .toList();
    }
}
