package org.civildiy.checks.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.awaitility.Awaitility;

import org.civildiy.checks.compose.HandOut;
import org.civildiy.checks.project.Yaml;
import org.civildiy.local.Checker;
import org.civildiy.local.host.Ports;

/** The real Redis with production's access rules. Its client is that of feed-service. */
final class ProductionRedis implements AutoCloseable {
    private static final String NOT_ALLOWED = "NOPERM";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final int port = Ports.free();
    private final Vertx vertx = Vertx.vertx();
    private final Path directory;
    private final Process process;

    private ProductionRedis(HandOut handOut, Path directory) {
        this.directory = directory;
        process = Checker.REDIS.start(
                directory,
                Map.of(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--save",
                "",
                "--aclfile",
                handOut.file("read-db", "users.acl").toString());
    }

    static ProductionRedis with(HandOut handOut, Path directory) {
        try {
            var redis = new ProductionRedis(handOut, Files.createDirectories(directory));
            try {
                Awaitility.await("Redis responds")
                        .atMost(Duration.ofSeconds(20))
                        .until(redis::serves);
                return redis;
            } catch (RuntimeException | Error e) {
                redis.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean serves() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Redis refused its access rules: " + Yaml.text(directory.resolve("log")));
        }
        try {
            send("", Request.cmd(Command.PING));
            return true;
        } catch (CompletionException notReady) {
            return false;
        }
    }

    /**
     * Sends a command with these credentials, {@code user:password@}, and returns the response.
     *
     * @throws CompletionException with the error of Redis, or because there was no response in time
     */
    Response send(String credentials, Request request) {
        Redis client = Redis.createClient(vertx, "redis://" + credentials + "127.0.0.1:" + port);
        try {
            return client.send(request)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } finally {
            client.close();
        }
    }

    /** Whether these credentials may use this command, whatever its result. */
    boolean allows(String credentials, String command, String... arguments) {
        var request = Request.cmd(Command.create(command));
        for (String argument : arguments) {
            request.arg(argument);
        }
        try {
            send(credentials, request);
            return true;
        } catch (CompletionException refused) {
            if (String.valueOf(refused.getCause().getMessage()).startsWith(NOT_ALLOWED)) {
                return false;
            }
            throw refused;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
