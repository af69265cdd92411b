package org.civildiy.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.civildiy.local.host.Signals;
import org.civildiy.local.host.Spawner;

/** A server that was started. It dies with this JVM at the latest. */
public final class ServerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Instant started = Instant.now();
    private final Process process;
    private final LaunchSpec launch;

    /** Once, since the number may be somebody else's later. */
    private boolean othersEnded;

    private ServerProcess(Process process, LaunchSpec launch) {
        this.process = process;
        this.launch = launch;
    }

    /** Starts the server with what it prints appended to the log, if it has no console. */
    public static ServerProcess start(Server server, Path data, Path log) throws IOException {
        Files.createDirectories(data);
        Files.createDirectories(log.getParent());
        LaunchSpec launch = server.launch(data);
        var builder = new ProcessBuilder(launch.command()).directory(data.toFile());
        if (launch.console()) {
            builder.inheritIO();
        } else {
            builder.redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        }
        Process process = Spawner.start(builder, launch.environment(), launch.user(), launch.lastSignal());
        return new ServerProcess(process, launch);
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    public boolean console() {
        return launch.console();
    }

    /** Ends it in good order, or by force when that takes too long. It is gone afterwards, and all that it started. */
    public void stop() {
        if (process.isAlive()) {
            Signals.send(launch.stopSignal(), pid());
            if (!goneWithin(PATIENCE)) {
                kill();
            }
        }
        endOthers();
    }

    /** Ends what a server that is gone has left behind: the rest of the process group that it was the first of. */
    public void endOthers() {
        if (!othersEnded) {
            othersEnded = true;
            Signals.send("KILL", -pid());
        }
    }

    /** Ends it at once, as a crash does, and what it started itself. All are gone afterwards. */
    public void kill() {
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
    public boolean goneWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    public Duration age() {
        return Duration.between(started, Instant.now());
    }

    public int exitCode() {
        return process.exitValue();
    }
}
