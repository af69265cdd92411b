package org.civildiy.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.civildiy.local.command.ProgramCommand;
import org.civildiy.local.host.DirectoryTree;
import org.civildiy.local.host.LogFile;
import org.civildiy.local.host.Signals;
import org.civildiy.local.host.Spawner;
import org.civildiy.local.host.StackException;
import org.civildiy.local.state.RunningStack;
import org.civildiy.local.state.StackDirectory;
import org.civildiy.local.state.StackState;
import org.civildiy.local.supervise.Services;

/**
 * A whole stack for tests, with its own directory and ports. The program behind {@code make run} is started as a child process, and is
 * controlled by signals and by the files in the directory of the stack. The stack ends with this JVM at the latest.
 *
 * <p>The services run from their packages under {@code services/*}{@code /target/quarkus-app}, which have to be built before. Methods throw
 * {@link StackException}, with a message of one line, when the stack does not reach the expected state in time.
 */
public final class LocalStack implements AutoCloseable {
    private final RunningStack stack;
    private final Process supervisor;

    private LocalStack(RunningStack stack, Process supervisor) {
        this.stack = stack;
        this.supervisor = supervisor;
    }

    /**
     * Copies the files of a project that its backends and its gateway need. A stack that is started from the copy has no services.
     *
     * @param project the checkout
     * @return the copy
     */
    public static Path copyWithoutServices(Path project, Path copy) throws IOException {
        for (String files : List.of("traefik", "deploy/postgres")) {
            DirectoryTree.mirror(project.resolve(files), copy.resolve(files));
        }
        Files.createDirectories(copy.resolve("services"));
        return copy;
    }

    /**
     * Starts everything and waits until the gateway routes to every service. A directory that was used before still has its data, and
     * the stack starts with this data.
     *
     * @param project the checkout
     * @param directory where the stack keeps all its files ({@code data}, {@code log}, {@code stack.json}); created if it does not exist
     * @param environment variables for all components, in addition to the environment of this JVM. Ports that it does not set are
     *     chosen among the free ones. {@code BACKEND_PROXIES} puts a proxy of the caller before a backend: with
     *     {@code "redis=25001:25002"} services connect to 25001, Redis listens at 25002, and the caller forwards from 25001 to 25002
     */
    public static LocalStack start(Path project, Path directory, Map<String, String> environment) {
        return start(project, directory, environment, Services.Form.JAR);
    }

    /**
     * Starts a stack as {@link #start(Path, Path, Map)} does, with the services as jars or as native executables. The executables have to
     * be built before, by {@code make native-build IMAGES=0}.
     */
    public static LocalStack start(Path project, Path directory, Map<String, String> environment, Services.Form form) {
        var home = new StackDirectory(directory.toAbsolutePath().normalize());
        var variables = new LinkedHashMap<>(Map.of("GATEWAY_PORT", "0", "DASHBOARD_PORT", "0", "CONSUL_PORT", "0"));
        variables.putAll(environment);
        Path log = home.log("stack");
        try {
            Files.createDirectories(log.getParent());
            LogFile output = LogFile.fromEnd(log);
            var command = new ProgramCommand(project.toAbsolutePath().normalize(), home, Map.of());
            String[] verb = form == Services.Form.EXECUTABLE ? new String[] {"run", "--native"} : new String[] {"run"};
            Process supervisor = Spawner.start(command.builder(log, verb), variables, Spawner.User.CALLER);
            var stack = new RunningStack(home);
            try {
                stack.awaitStart(supervisor, output, _ -> {});
            } catch (StackException e) {
                supervisor.destroy();
                throw new StackException("%s: %s".formatted(e.getMessage(), LogFile.lastLine(log)), e);
            }
            return new LocalStack(stack, supervisor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients reach the system. */
    public URI gateway() {
        return URI.create(state().gatewayUrl());
    }

    /** The present state of the stack, from {@code stack.json}. */
    public StackState state() {
        return stack.state().orElseThrow(() -> new StackException("the stack has stopped"));
    }

    /** The present state of the component with this name. */
    public StackState.Component component(String name) {
        return state().component(name).orElseThrow(() -> new StackException("there is no " + name));
    }

    /**
     * The addresses in {@code stack.env}: {@code GATEWAY_URL}, {@code DATABASE_URL}, {@code MONGODB_URL}, {@code KAFKA_HOST},
     * {@code REDIS_URL}, {@code CONSUL_URL}, {@code TRAEFIK_URL}.
     */
    public Map<String, String> environment() {
        var variables = new LinkedHashMap<String, String>();
        try {
            for (String line : Files.readAllLines(stack.directory().stackEnv())) {
                String[] parts = line.split("=", 2);
                variables.put(parts[0], parts[1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return variables;
    }

    /** Stops one component in good order, as {@code make stop ONLY=name} does. It stays stopped until {@link #start(String)}. */
    public void stop(String name) {
        stack.stop(Set.of(name));
    }

    /** Stops these components at the same time, and waits until all have stopped. */
    public void stop(Set<String> names) {
        stack.stop(names);
    }

    /** Starts these components and returns at once. A component whose backend is unavailable starts too, and waits for the backend. */
    public void begin(Set<String> names) {
        stack.start(names, Map.of());
    }

    /** Starts a stopped component, as {@code make start ONLY=name} does, and waits until all wanted components are ready. */
    public void start(String name) {
        stack.start(Set.of(name), Map.of());
        stack.awaitUp();
    }

    /** Crashes one component (kill -9) and returns at once. The supervisor will start it again. */
    public void kill(String name) {
        signal("KILL", name);
    }

    /** Suspends all processes of one component (SIGSTOP), until they are {@linkplain #thaw continued}. */
    public void freeze(String name) {
        signalAll("STOP", name);
    }

    /** Continues a frozen component (SIGCONT). */
    public void thaw(String name) {
        signalAll("CONT", name);
    }

    /** Scales a service to this number of instances, and waits until they are ready. */
    public void scale(String service, int instances) {
        stack.start(Set.of(), Map.of(service, instances));
        stack.awaitUp();
    }

    /** Waits until all wanted components are ready and the gateway routes to the wanted services. */
    public void awaitUp() {
        stack.awaitUp();
    }

    /** Stops everything in good order; no process is left. The data stays. */
    @Override
    public void close() {
        supervisor.destroy();
        try {
            if (!supervisor.waitFor(1, TimeUnit.MINUTES)) {
                supervisor.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            supervisor.destroyForcibly();
        }
    }

    private void signal(String signal, String name) {
        Signals.send(signal, pid(name));
    }

    /** Signals the server before its descendants, so that a suspended server cannot start another process meanwhile. */
    private void signalAll(String signal, String name) {
        long pid = pid(name);
        Signals.send(signal, pid);
        ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .forEach(process -> Signals.send(signal, process.pid()));
    }

    private long pid(String name) {
        Long pid = component(name).pid();
        if (pid == null) {
            throw new StackException(name + " has no process");
        }
        return pid;
    }
}
