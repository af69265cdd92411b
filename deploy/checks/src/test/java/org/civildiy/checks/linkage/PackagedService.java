package org.civildiy.checks.linkage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.civildiy.checks.linkage.ClassFile.Reference;

/** Packaged service as a linker reads it: its own classes, those that Quarkus generated or transformed, and the libraries. */
final class PackagedService {
    private static final String OURS = "org/civildiy/";
    private static final Map<Path, Jar> LIBRARIES = new HashMap<>();
    private static final Map<String, Optional<ClassFile>> PLATFORM = new HashMap<>();

    private final Map<String, ClassFile> classes = new HashMap<>();
    private final Set<String> roots = new HashSet<>();
    private final Properties configuration = new Properties();

    /** @param directory {@code target/quarkus-app}, or one of the same layout */
    static PackagedService read(Path directory) {
        var service = new PackagedService();
        // The first one found of a class is the one that is loaded, so a transformed class comes before its original.
        Stream.of("quarkus", "app", "lib/boot", "lib/main")
                .map(directory::resolve)
                .flatMap(PackagedService::jars)
                .forEach(service::add);
        return service;
    }

    private static Stream<Path> jars(Path directory) {
        try (var files = Files.list(directory)) {
            return files
                    .filter(file -> file.toString().endsWith(".jar"))
                    .sorted(Comparator.comparing(
                                    (Path file) -> file.getFileName().toString())
                            .reversed())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Path path) {
        var isOurs = !path.getParent().getParent().endsWith("lib")
                || path.getFileName().toString().startsWith("org.civildiy.");
        // Services share most libraries: a jar of the same name is read once.
        var jar = isOurs ? Jar.read(path) : LIBRARIES.computeIfAbsent(path.getFileName(), name -> Jar.read(path));
        jar.classes().forEach(classes::putIfAbsent);
        if (isOurs) {
            roots.addAll(jar.classes().keySet());
            configuration.putAll(jar.configuration());
        }
    }

    /**
     * References of reachable code to fields and methods that their class does not have. A reference to a missing class is not one of
     * them: it is an optional dependency, and libraries check that the class exists before they use it.
     */
    Set<Reference> unresolved() {
        var substituted = substitutes();
        var missing = new HashMap<String, Map<String, Boolean>>();
        return reachable().stream()
                .map(classes::get)
                .flatMap(found -> found.references.stream())
                .filter(reference -> missing.computeIfAbsent(reference.owner(), owner -> new HashMap<>())
                        .computeIfAbsent(
                                reference.member(),
                                member -> isMissing(reference.owner(), member).orElse(false)))
                .filter(reference -> !substituted.contains(withoutLambda(reference.from())))
                .collect(Collectors.toSet());
    }

    /** Classes that the configuration names and that are not registered for reflection. */
    Set<String> unregistered() {
        var registered = classes.values().stream()
                .flatMap(found -> found.registered.stream())
                .collect(Collectors.toSet());
        return configuration.values().stream()
                .map(value -> value.toString().strip().replace('.', '/'))
                .filter(classes::containsKey)
                .filter(name -> !registered.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> reachable() {
        var found = new HashSet<String>();
        var next = new ArrayDeque<>(roots);
        while (!next.isEmpty()) {
            var name = next.pop();
            var file = classes.get(name);
            if (file != null && found.add(name)) {
                next.addAll(file.parents);
                file.references.forEach(reference -> next.add(reference.owner()));
            }
        }
        return found;
    }

    /** The methods that a substitution of this project replaces, as {@code class.method}. */
    private Set<String> substitutes() {
        return classes.values().stream()
                .filter(file -> file.name.startsWith(OURS) && file.substituted != null)
                .flatMap(file -> file.members.stream()
                        .filter(member -> member.contains("("))
                        .map(member ->
                                file.substituted.replace('/', '.') + "." + member.substring(0, member.indexOf('('))))
                .collect(Collectors.toSet());
    }

    /** The method of a lambda, {@code lambda$name$0}, belongs to the method that contains the lambda. */
    private static String withoutLambda(String method) {
        return method.replaceAll("\\.lambda\\$([^$]+)\\$\\d+$", ".$1");
    }

    /** Empty where the class, or a superclass, is not in the package: it may have the member. */
    private Optional<Boolean> isMissing(String owner, String member) {
        if (owner.startsWith("[")) {
            return Optional.of(false);
        }
        var file = classes.get(owner);
        if (file == null) {
            return ofPlatform(owner, member);
        }
        if (file.members.contains(member)) {
            return Optional.of(false);
        }
        var parents =
                file.parents.stream().map(parent -> isMissing(parent, member)).toList();
        if (parents.contains(Optional.of(false))) {
            return Optional.of(false);
        }
        return parents.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(true);
    }

    private Optional<Boolean> ofPlatform(String owner, String member) {
        var file = PLATFORM.computeIfAbsent(owner, PackagedService::readPlatform);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        // Methods with a polymorphic signature (MethodHandle.invoke) exist under every descriptor.
        if (owner.startsWith("java/lang/invoke/") || file.get().members.contains(member)) {
            return Optional.of(false);
        }
        return Optional.of(file.get().parents.stream()
                .map(parent -> isMissing(parent, member))
                .noneMatch(Optional.of(false)::equals));
    }

    private static Optional<ClassFile> readPlatform(String name) {
        try (var content = ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
            return content == null ? Optional.empty() : Optional.of(ClassFile.read(content.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
