package org.civildiy.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.civildiy.local.host.StackException;

/**
 * An instance of one of the project's services as a native executable. The file {@code target/native/<service>.artifact} names the
 * executable that was built last. The instance runs from a copy, which is renewed at each start, as {@link ServiceServer} does.
 *
 * @param copy the directory of the copy, which only this instance uses
 * @param environment the environment variables of the service, with its port
 */
public record NativeServer(Path project, String service, Path copy, int port, Map<String, String> environment)
        implements Server {

    @Override
    public LaunchSpec launch(Path data) throws IOException {
        Path built = executable();
        if (!Files.isExecutable(built)) {
            throw new StackException(
                    "%s has no native executable: build it with `make native-build SERVICE=%s IMAGES=0`"
                            .formatted(service, service));
        }
        Files.createDirectories(copy);
        Path program = copy.resolve(built.getFileName());
        Files.copy(built, program, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        return LaunchSpec.of(List.of(program.toString()), environment);
    }

    @Override
    public boolean ready() {
        return Probe.get(port, "/health/ready").isPresent();
    }

    private Path executable() throws IOException {
        Path artifact = project.resolve("target/native").resolve(service + ".artifact");
        var properties = new Properties();
        if (Files.exists(artifact)) {
            try (var in = Files.newBufferedReader(artifact)) {
                properties.load(in);
            }
        }
        return project.resolve("services")
                .resolve(service)
                .resolve("target")
                .resolve(properties.getProperty("path", "no-executable"));
    }
}
