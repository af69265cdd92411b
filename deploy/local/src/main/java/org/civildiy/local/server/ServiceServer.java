package org.civildiy.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.civildiy.local.host.DirectoryTree;
import org.civildiy.local.host.StackException;

/**
 * An instance of one of the project's services as a jar. It runs from a copy of the packaged jar, which is renewed at each start, so that
 * a later build does not change the files of a running instance.
 *
 * @param packaged the {@code quarkus-app} directory that the build makes
 * @param copy the directory of the copy, which only this instance uses
 * @param environment the environment variables of the service, with its port
 */
public record ServiceServer(Path packaged, Path copy, int port, Map<String, String> environment) implements Server {
    private static final String JAR = "quarkus-run.jar";

    /** Little memory, since all services share a small machine. A quick start is more important than the highest throughput. */
    private static final List<String> JVM = List.of(
            "-Xmx128m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError");

    @Override
    public LaunchSpec launch(Path data) throws IOException {
        if (!Files.exists(packaged.resolve(JAR))) {
            throw new StackException(packaged.resolve(JAR) + " is not there: build it with `make jars`");
        }
        DirectoryTree.mirror(packaged, copy);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-jar", copy.resolve(JAR).toString()));
        return LaunchSpec.of(command, environment);
    }

    @Override
    public boolean ready() {
        return Probe.get(port, "/health/ready").isPresent();
    }
}
