package org.civildiy.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.civildiy.local.fetch.Cache;
import org.civildiy.local.fetch.StackTools;
import org.civildiy.local.fetch.Tool;
import org.civildiy.local.host.Polling;
import org.civildiy.local.host.Ports;
import org.civildiy.local.host.StackException;
import org.civildiy.local.server.ConsulServer;
import org.civildiy.local.server.KafkaServer;
import org.civildiy.local.server.MongoServer;
import org.civildiy.local.server.PostgresServer;
import org.civildiy.local.server.RedisServer;
import org.civildiy.local.server.Server;
import org.civildiy.local.server.ServerProcess;

/** One of the {@link Backends}: a server with fixed ports, and its process, which may be killed and started again. */
final class RunningBackend {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Backend backend;
    private final Server server;
    private final Map<String, String> environment;
    private final Path data;
    private final Path log;
    private @Nullable ServerProcess process;

    RunningBackend(Backend backend, Path directory) {
        String name = backend.name().toLowerCase(Locale.ROOT);
        this.backend = backend;
        this.data = directory.resolve(name);
        this.log = directory.resolve(name + ".log");
        int port = Ports.free();
        this.server = server(backend, port);
        this.environment = environment(backend, port);
    }

    private static Server server(Backend backend, int port) {
        return switch (backend) {
            case POSTGRES -> new PostgresServer(program(StackTools.POSTGRES), port, false, Optional.empty());
            case MONGODB -> new MongoServer(program(StackTools.MONGODB), port);
            case KAFKA -> new KafkaServer(program(StackTools.KAFKA), port, port, Ports.free());
            case REDIS -> new RedisServer(program(StackTools.REDIS), port);
            case CONSUL -> new ConsulServer(program(StackTools.CONSUL), port, Ports.free(), Ports.free());
        };
    }

    private static Map<String, String> environment(Backend backend, int port) {
        return switch (backend) {
            case POSTGRES -> Map.of("DATABASE_URL", PostgresServer.url(port));
            case MONGODB -> Map.of("MONGODB_URL", MongoServer.url(port), "MONGODB_DB", MongoServer.DATABASE);
            case KAFKA -> Map.of("KAFKA_HOST", "127.0.0.1:" + port);
            case REDIS -> Map.of("REDIS_URL", RedisServer.url(port));
            case CONSUL -> Map.of("CONSUL_HOST", "127.0.0.1", "CONSUL_PORT", Integer.toString(port));
        };
    }

    Backend backend() {
        return backend;
    }

    Map<String, String> environment() {
        return environment;
    }

    synchronized long pid() {
        return process.pid();
    }

    synchronized void start() {
        if (process != null && process.alive()) {
            return;
        }
        try {
            process = ServerProcess.start(server, data, log);
            awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!server.ready()) {
            boolean alive = process.alive();
            if (!alive || System.nanoTime() > deadline) {
                process.kill();
                throw new StackException(backend + (alive ? " is not ready in time: " : " stopped: ") + lastLines());
            }
            Polling.pause(Duration.ofMillis(50));
        }
    }

    private String lastLines() throws IOException {
        var lines = Files.readAllLines(log);
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    private static Tool.Program program(Tool tool) {
        return tool.locate(Cache.ofUser(), System.out::println);
    }
}
