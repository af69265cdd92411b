package org.civildiy.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A service in Quarkus's dev mode: Maven starts a JVM that compiles a saved change and restarts the service in itself at the next request.
 *
 * <p>A readiness probe is a request as well. Once the service was ready, only its port is probed, so that restarts are for the requests of
 * people. Before that, each probe is a request, since nobody else can reach the service until it starts.
 */
public final class DevServer implements Server {
    /** The modules are built already. Four services would build the shared modules four times. */
    private static final List<String> AS_IT_IS = List.of(
            "-Dmaven.main.skip=true",
            "-Dmaven.test.skip=true",
            "-Djandex.skip=true",
            "-Dquarkus.analytics.disabled=true");

    private static final String EVERY_ONE = "**";
    private static final String MAVEN_JVM = "-Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";
    private static final String SERVICE_JVM = "-Xmx384m -XX:+UseSerialGC";

    private final Path project;
    private final String service;
    private final DevMode.Place place;
    private final Map<String, String> environment;
    private final @Nullable Path logBesideConsole;
    private final AtomicBoolean served = new AtomicBoolean();

    /**
     * Nothing of it runs before {@link #launch}.
     *
     * @param environment with the port
     * @param logBesideConsole the log file when the console has the terminal; {@code null} when the output is the log
     */
    public DevServer(
            Path project,
            String service,
            DevMode.Place place,
            Map<String, String> environment,
            @Nullable Path logBesideConsole) {
        this.project = project;
        this.service = service;
        this.place = place;
        this.environment = environment;
        this.logBesideConsole = logBesideConsole;
    }

    @Override
    public LaunchSpec launch(Path data) throws IOException {
        served.set(false);
        var command = new ArrayList<String>();
        command.add(System.getenv().getOrDefault("MVN", "mvn"));
        command.addAll(
                List.of("--quiet", "--file", project.resolve("pom.xml").toString(), "process-classes", "quarkus:dev"));
        command.addAll(List.of("--projects", "services/" + service, "--also-make"));
        command.addAll(AS_IT_IS);
        command.add("-Dquarkus.live-reload.watched-resources=" + resources());
        command.addAll(List.of("-Ddebug=" + place.debugPort(), "-Djvm.args=" + SERVICE_JVM));
        var all = new HashMap<>(environment);
        all.put("MAVEN_OPTS", MAVEN_JVM);
        if (logBesideConsole == null) {
            command.addAll(List.of("--batch-mode", "-Dquarkus.test.continuous-testing=disabled"));
            return LaunchSpec.of(command, all).endingOthers();
        }
        all.put("QUARKUS_LOG_FILE_ENABLED", "true");
        all.put("QUARKUS_LOG_FILE_JSON_ENABLED", "false");
        all.put("QUARKUS_LOG_FILE_PATH", logBesideConsole.toString());
        all.put("QUARKUS_LOG_FILE_FORMAT", "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5p [%c{1}] %m%n%e");
        return LaunchSpec.of(command, all).endingOthers().withConsole();
    }

    /**
     * Every resource that is there counts when it changes; for those that come later, as a new migration, the directory does, which
     * Quarkus takes by its absolute path only.
     */
    private String resources() throws IOException {
        Path root = project.resolve("services").resolve(service).resolve("src/main/resources");
        if (!Files.isDirectory(root)) {
            return EVERY_ONE;
        }
        try (Stream<Path> all = Files.walk(root)) {
            return Stream.concat(
                            Stream.of(EVERY_ONE),
                            all.filter(Files::isDirectory)
                                    .filter(directory -> !directory.equals(root))
                                    .map(Path::toString))
                    .collect(Collectors.joining(","));
        }
    }

    @Override
    public boolean ready() {
        served.set(
                served.get()
                        ? Probe.listens(place.port())
                        : Probe.get(place.port(), "/health/ready").isPresent());
        return served.get();
    }
}
