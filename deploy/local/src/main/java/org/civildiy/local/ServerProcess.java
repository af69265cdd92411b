package org.civildiy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server that was started. It dies with this JVM at the latest. */
final class ServerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Instant started = Instant.now();
    private final Process process;
    private final String stopSignal;

    private ServerProcess(Process process, String stopSignal) {
        this.process = process;
        this.stopSignal = stopSignal;
    }

    /** Starts the server with what it prints appended to the log. */
    static ServerProcess start(Server server, Path data, Path log) throws IOException {
        Files.createDirectories(data);
        Files.createDirectories(log.getParent());
        Launch launch = server.launch(data);
        var builder = new ProcessBuilder(launch.command())
                .directory(data.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new ServerProcess(Spawner.start(builder, launch.environment(), launch.user()), launch.stopSignal());
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Ends it in good order, or by force when that takes too long. It is gone afterwards. */
    void stop() {
        if (process.isAlive()) {
            Signals.send(stopSignal, pid());
            if (!goneWithin(PATIENCE)) {
                kill();
            }
        }
    }

    /** Ends it at once, as a crash does, and what it started itself. All are gone afterwards. */
    void kill() {
        if (!process.isAlive()) {
            // Its number may be somebody else's by now, and so may be what seems to descend from it.
            return;
        }
        var all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(gone -> gone.onExit()
                .completeOnTimeout(gone, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join());
    }

    /** Waits until it is gone, or for this time. */
    boolean goneWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    Duration age() {
        return Duration.between(started, Instant.now());
    }

    int exitCode() {
        return process.exitValue();
    }
}
