package org.civildiy.local.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import org.civildiy.local.host.Json;

/**
 * The desired state of a running stack: {@code wanted.json}, which commands write and the supervisor follows.
 *
 * @param stopped the components that must not run
 * @param instances the number of instances of a service; a service that is not in this map has one instance
 */
public record DesiredState(Set<String> stopped, Map<String, Integer> instances) {
    public static final DesiredState EVERYTHING = new DesiredState(Set.of(), Map.of());

    public static DesiredState read(StackDirectory directory) {
        return Json.read(directory.wanted(), DesiredState.class).orElse(EVERYTHING);
    }

    /** Reads, changes and writes the state under a lock. So no change is lost when two commands run at the same time. */
    static void change(StackDirectory directory, UnaryOperator<DesiredState> change) {
        Path lock = directory.wanted().resolveSibling("wanted.lock");
        synchronized (DesiredState.class) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                change.apply(read(directory)).write(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public void write(StackDirectory directory) {
        StackDirectory.write(directory.wanted(), Json.of(this));
    }

    public DesiredState stopping(Set<String> names) {
        var all = new TreeSet<>(stopped);
        all.addAll(names);
        return new DesiredState(all, instances);
    }

    public DesiredState starting(Set<String> names) {
        var rest = new TreeSet<>(stopped);
        rest.removeAll(names);
        return new DesiredState(rest, instances);
    }

    public DesiredState scaled(Map<String, Integer> numbers) {
        var all = new TreeMap<>(instances);
        all.putAll(numbers);
        return new DesiredState(stopped, all);
    }

    public int instancesOf(String service) {
        return instances.getOrDefault(service, 1);
    }
}
