package org.civildiy.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.civildiy.local.fetch.Tool;
import org.civildiy.local.host.Concurrently;
import org.civildiy.local.host.DirectoryTree;
import org.civildiy.local.host.StackException;

/**
 * Real backends for a test JVM, on free loopback ports with data in a temporary directory. They are stopped by {@link #close} and at JVM
 * exit.
 *
 * <p>A program that is not on this machine yet is fetched into the user's cache; see {@link Tool}. The first fetch takes a while. Every
 * method throws {@link StackException}, with a message of one line, when a program cannot be fetched or a backend does not start.
 */
public final class Backends implements AutoCloseable {
    private final Path directory;
    private final Map<Backend, RunningBackend> running = new EnumMap<>(Backend.class);
    private final Thread atExit = new Thread(this::stopAll, "backends-at-exit");

    private Backends(Path directory) {
        this.directory = directory;
    }

    /** Starts these backends and waits until each of them is ready. */
    public static Backends start(Backend... which) {
        try {
            var backends = new Backends(Files.createTempDirectory("civildiy-backends-"));
            Runtime.getRuntime().addShutdownHook(backends.atExit);
            List<RunningBackend> started = Stream.of(which)
                    .distinct()
                    .map(backend -> new RunningBackend(backend, backends.directory))
                    .toList();
            started.forEach(one -> backends.running.put(one.backend(), one));
            Concurrently.forEach(started, RunningBackend::start);
            return backends;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The environment variables by which a service finds the started backends: {@code DATABASE_URL}, {@code MONGODB_URL},
     * {@code MONGODB_DB}, {@code KAFKA_HOST}, {@code REDIS_URL}, {@code CONSUL_HOST}, {@code CONSUL_PORT}. The variables of other backends
     * are left out. The values stay the same when a backend is stopped and started again.
     */
    public Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        running.values().forEach(backend -> environment.putAll(backend.environment()));
        return environment;
    }

    /** Kills the backend, as a crash does (kill -9). Its data stays. Has no effect on a backend that does not run. */
    public void stop(Backend which) {
        running(which).kill();
    }

    /** Starts the backend again on the same port with its data, and waits until it is ready. Has no effect on a running backend. */
    public void restart(Backend which) {
        running(which).start();
    }

    /** The process id of the backend, for tests that freeze it. */
    public long pid(Backend which) {
        return running(which).pid();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        stopAll();
    }

    private RunningBackend running(Backend which) {
        RunningBackend backend = running.get(which);
        if (backend == null) {
            throw new StackException(which + " was not asked for when the backends were started");
        }
        return backend;
    }

    private void stopAll() {
        running.values().forEach(RunningBackend::kill);
        DirectoryTree.delete(directory);
    }
}
