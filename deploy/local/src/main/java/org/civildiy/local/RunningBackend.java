package org.civildiy.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** One of the {@link Backends}: its server, fixed with its ports, and its process, which comes and goes. */
final class RunningBackend {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Backend backend;
    private final Server server;
    private final Map<String, String> environment;
    private final Path data;
    private final Path log;
    private ServerProcess process;

    RunningBackend(Backend backend, Path directory) {
        String name = backend.name().toLowerCase(Locale.ROOT);
        this.backend = backend;
        this.data = directory.resolve(name);
        this.log = directory.resolve(name + ".log");
        switch (backend) {
            case POSTGRES -> {
                var postgres = new PostgresServer(program(Tools.POSTGRES), Ports.free(), false);
                server = postgres;
                environment = Map.of("DATABASE_URL", postgres.url());
            }
            case MONGODB -> {
                var mongo = new MongoServer(program(Tools.MONGODB), Ports.free());
                server = mongo;
                environment = Map.of("MONGODB_URL", mongo.url(), "MONGODB_DB", MongoServer.DATABASE);
            }
            case KAFKA -> {
                var kafka = new KafkaServer(program(Tools.KAFKA), Ports.free(), Ports.free());
                server = kafka;
                environment = Map.of("KAFKA_HOST", kafka.address());
            }
            case REDIS -> {
                var redis = new RedisServer(program(Tools.REDIS), Ports.free());
                server = redis;
                environment = Map.of("REDIS_URL", redis.url());
            }
            case CONSUL -> {
                var consul = new ConsulServer(program(Tools.CONSUL), Ports.free(), Ports.free(), Ports.free());
                server = consul;
                environment = Map.of("CONSUL_HOST", "127.0.0.1", "CONSUL_PORT", Integer.toString(consul.httpPort()));
            }
            default -> throw new IllegalArgumentException(backend.name());
        }
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
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!server.ready()) {
            if (!process.alive() || System.nanoTime() > deadline) {
                process.kill();
                throw new StackException(
                        backend + (process.alive() ? " is not ready in time: " : " stopped: ") + lastLines());
            }
            Pause.of(Duration.ofMillis(50));
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
