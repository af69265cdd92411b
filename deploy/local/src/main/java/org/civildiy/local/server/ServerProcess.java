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

/** The process of a server. The process ends with this JVM at the latest. */
public final class ServerProcess {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Instant started = Instant.now();
    private final Process process;
    private final LaunchSpec launch;

    /** The process group is killed only once, since the operating system may give the process id to another process later. */
    private boolean othersEnded;

    private ServerProcess(Process process, LaunchSpec launch) {
        this.process = process;
        this.launch = launch;
    }

    /** Starts the server. Its output is appended to the log, unless the server has the console. */
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

    /** Stops the server in good order, and kills it after the timeout. Afterwards the server and its children have ended. */
    public void stop() {
        if (process.isAlive()) {
            Signals.send(launch.stopSignal(), pid());
            if (!goneWithin(TIMEOUT)) {
                kill();
            }
        }
        endOthers();
    }

    /** Kills the other processes in the process group of a server that has ended. */
    public void endOthers() {
        if (!othersEnded) {
            othersEnded = true;
            Signals.send("KILL", -pid());
        }
    }

    /** Kills the server and its descendants, as a crash does, and waits for their end. */
    public void kill() {
        if (!process.isAlive()) {
            // The process id may belong to another process by now, and so may its descendants.
            return;
        }
        var all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(gone -> gone.onExit()
                .completeOnTimeout(gone, TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .join());
    }

    /** Waits for the end of the process, at most for this time. Returns whether the process has ended. */
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
