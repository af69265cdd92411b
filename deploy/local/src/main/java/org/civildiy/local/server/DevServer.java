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
 * A service in Quarkus's dev mode, started by Maven. At the first request after a saved change, the service's JVM compiles the change and
 * restarts the service within the same process.
 *
 * <p>A readiness probe by HTTP is a request too, and would cause such restarts. So once the service was ready, a probe only connects to its
 * port, and only the requests of people restart the service. Before that, each probe is an HTTP request, because no other request reaches
 * a service that has not started yet.
 */
public final class DevServer implements Server {
    /** Maven does not build the modules again: they are built before, and four services would build the shared modules four times. */
    private static final List<String> WITHOUT_BUILD = List.of(
            "-Dmaven.main.skip=true",
            "-Dmaven.test.skip=true",
            "-Djandex.skip=true",
            "-Dquarkus.analytics.disabled=true");

    private static final String ALL_FILES = "**";
    private static final String MAVEN_JVM = "-Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";
    private static final String SERVICE_JVM = "-Xmx384m -XX:+UseSerialGC";

    private final Path project;
    private final String service;
    private final DevMode.Place place;
    private final Map<String, String> environment;
    private final @Nullable Path logBesideConsole;
    private final AtomicBoolean served = new AtomicBoolean();

    /**
     * Does not start a process.
     *
     * @param environment the environment variables of the service, with its port
     * @param logBesideConsole the log file that the service writes when its console has the terminal; {@code null} without a console, when
     *     the output goes to the log
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
        command.addAll(WITHOUT_BUILD);
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
     * The resources whose change restarts the service. The pattern includes every file that exists now. A file that is added later, such as
     * a new migration, is noticed by its directory. Quarkus accepts a directory only by its absolute path.
     */
    private String resources() throws IOException {
        Path root = project.resolve("services").resolve(service).resolve("src/main/resources");
        if (!Files.isDirectory(root)) {
            return ALL_FILES;
        }
        try (Stream<Path> all = Files.walk(root)) {
            return Stream.concat(
                            Stream.of(ALL_FILES),
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
