package org.civildiy.local.supervise;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.civildiy.local.host.Concurrently;
import org.civildiy.local.host.Durations;
import org.civildiy.local.host.Json;
import org.civildiy.local.host.Polling;
import org.civildiy.local.host.Shell;
import org.civildiy.local.host.Spawner;
import org.civildiy.local.host.StackException;
import org.civildiy.local.state.ComponentNames;
import org.civildiy.local.state.ComponentStatus;
import org.civildiy.local.state.DesiredState;
import org.civildiy.local.state.StackDirectory;
import org.civildiy.local.state.StackState;

/**
 * A running stack. It starts everything that is wanted at once, follows {@link DesiredState}, and keeps {@code stack.json}
 * and {@code stack.env} up to date.
 *
 * <p>A stack ends in one of two ways, and no process is left after either:
 *
 * <ul>
 *   <li>{@link #close} stops the processes in good order: the gateway, then the services, then the backends, and the catalog last. It is
 *       called after a signal, or when a program cannot be downloaded.
 *   <li>The death of this JVM ends all its child processes (see {@link Spawner}).
 * </ul>
 */
public final class Stack implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final StackSettings settings;
    private final Topology blueprint;
    private final Consumer<String> reports;
    private final Map<String, Component> components = new LinkedHashMap<>();
    private final Routes routes;
    private final Instant started = Instant.now();

    private volatile boolean closing;
    private boolean up;
    private String written = "";

    Stack(StackSettings settings, Services services, Build build, Consumer<String> reports) {
        this.settings = settings;
        this.blueprint = new Topology(settings, services, build, reports);
        this.reports = reports;
        this.routes = new Routes(settings.dashboardPort());
        blueprint.servers().forEach(this::add);
        StackDirectory.write(settings.directory().stackEnv(), blueprint.stackEnv());
    }

    /**
     * Sets the desired state at the start.
     *
     * @param only the components that run; when the set is empty, all components run
     */
    void want(Set<String> only, Map<String, Integer> instances) {
        var all = new TreeSet<>(components.keySet());
        all.addAll(blueprint.services());
        ComponentNames.check(only, all);
        ComponentNames.check(instances.keySet(), Set.copyOf(blueprint.services()));
        var wanted = DesiredState.EVERYTHING.scaled(instances);
        if (!only.isEmpty()) {
            wanted = wanted.stopping(all).starting(only);
        }
        wanted.write(settings.directory());
    }

    /** The addresses of the stack, for people. */
    String welcome() {
        return """

                gateway    %s
                dashboard  http://127.0.0.1:%d/dashboard/
                Consul     http://127.0.0.1:%d/ui/
                state      %s
                """.formatted(
                        blueprint.gatewayUrl(),
                        settings.dashboardPort(),
                        settings.consulPort(),
                        settings.directory().stackJson());
    }

    /** The names of all present instances of services. */
    public synchronized Set<String> serviceNames() {
        return components.values().stream()
                .filter(Topology::isService)
                .map(Component::name)
                .collect(Collectors.toSet());
    }

    /**
     * Keeps the stack in the desired state until the stack is closed, or until a person quits the service with the terminal.
     *
     * @param whenUp called once, when all wanted components are ready and the gateway routes to the wanted services
     * @throws StackException when a program cannot be downloaded
     */
    void keep(Runnable whenUp) {
        while (step()) {
            if (!up && complete()) {
                up = true;
                reports.accept("everything is up after " + Durations.since(started));
                whenUp.run();
            }
            Polling.pause(BETWEEN_LOOKS);
        }
    }

    public boolean isOpen() {
        return !closing;
    }

    @Override
    public void close() {
        closing = true;
        Shell.abort();
        synchronized (this) {
            closeAll(one -> one.name().equals(Topology.GATEWAY));
            closeAll(one -> !Topology.BACKENDS.contains(one.name()));
            closeAll(one -> !one.name().equals(Topology.CATALOG));
            closeAll(_ -> true);
            write();
            settings.directory().stackEnv().toFile().delete();
        }
    }

    private synchronized boolean step() {
        if (closing) {
            return false;
        }
        follow(DesiredState.read(settings.directory()));
        write();
        components.values().stream()
                .map(Component::failure)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(failure -> {
                    throw failure;
                });
        return components.values().stream().noneMatch(Component::over);
    }

    private void follow(DesiredState wanted) {
        for (String service : blueprint.services()) {
            int instances = wanted.instancesOf(service);
            for (int number = 1; number <= instances; number++) {
                if (!components.containsKey(Topology.instance(service, number))) {
                    add(blueprint.service(service, number));
                }
            }
            retire(service, instances);
        }
        components.values().forEach(one -> one.want(!wanted.stopped().contains(one.name())));
    }

    /** Stops the instances beyond the wanted number, one after the other. */
    private void retire(String service, int instances) {
        for (int number = instances + 1; components.containsKey(Topology.instance(service, number)); number++) {
            components.remove(Topology.instance(service, number)).close();
        }
    }

    private void add(Component component) {
        components.put(component.name(), component);
    }

    private void closeAll(Predicate<Component> which) {
        Concurrently.forEach(components.values().stream().filter(which).toList(), Component::close);
    }

    private synchronized boolean complete() {
        List<Component> wanted =
                components.values().stream().filter(Component::wanted).toList();
        return wanted.stream().allMatch(one -> one.condition() == ComponentStatus.READY) && routed(wanted);
    }

    private boolean routed(List<Component> wanted) {
        boolean gateway = wanted.stream().anyMatch(one -> one.name().equals(Topology.GATEWAY));
        return !gateway
                || routes.lead(wanted.stream()
                        .filter(Topology::isService)
                        .map(Component::address)
                        .toList());
    }

    private void write() {
        var directory = settings.directory();
        String state = closing ? StackState.STOPPED : complete() ? StackState.UP : StackState.STARTING;
        var parts = components.values().stream().map(Component::state).toList();
        String json = Json.of(new StackState(blueprint.gatewayUrl(), state, parts));
        if (!json.equals(written)) {
            StackDirectory.write(directory.stackJson(), json);
            written = json;
        }
    }
}
