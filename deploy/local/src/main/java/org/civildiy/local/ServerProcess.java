package org.civildiy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server that was started. It dies with this JVM at the latest. */
final class ServerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

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
        return new ServerProcess(Spawner.start(builder, launch.environment()), launch.stopSignal());
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
            signal(stopSignal);
            if (!goneWithin(PATIENCE)) {
                kill();
            }
        }
    }

    /** Ends it at once, as a crash does. It is gone afterwards. */
    void kill() {
        process.destroyForcibly();
        goneWithin(PATIENCE);
    }

    private void signal(String name) {
        if (name.equals("TERM")) {
            process.destroy();
        } else {
            Shell.run(List.of("kill", "-" + name, Long.toString(pid())), Map.of(), Path.of("/"));
        }
    }

    private boolean goneWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
