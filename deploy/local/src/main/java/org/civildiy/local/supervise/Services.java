package org.civildiy.local.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.civildiy.local.host.Ports;
import org.civildiy.local.server.DevMode;
import org.civildiy.local.server.DevServer;
import org.civildiy.local.server.NativeServer;
import org.civildiy.local.server.Server;
import org.civildiy.local.server.ServiceServer;
import org.civildiy.local.state.StackDirectory;

/**
 * The project's services, and how each of them runs: as a jar, as a native executable or in dev mode.
 *
 * @param form how a service runs when it is not in dev mode
 * @param dev the services in dev mode with their ports; only the first instance of each runs in dev mode
 */
public record Services(Path project, Form form, DevMode dev) {

    /** How a packaged service runs. */
    public enum Form {
        /** A jar, run in a process of its own by the Java installation of this program. */
        JAR,
        /** A native executable. */
        EXECUTABLE
    }

    /** An instance of a service, and its port. */
    record Instance(String service, int number, int port) {
        String name() {
            return Topology.instance(service, number);
        }
    }

    /** Every directory {@code services/*-service}. */
    public static List<String> in(Path project) {
        try (var directories = Files.newDirectoryStream(project.resolve("services"), "*-service")) {
            var names = new ArrayList<String>();
            directories.forEach(directory -> names.add(directory.getFileName().toString()));
            names.sort(null);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> names() {
        return in(project);
    }

    /** An instance of a service, at a port of its own. The first instance has the number 1. */
    Instance instance(String service, int number) {
        int port = inDevMode(service, number) ? dev.places().get(service).port() : Ports.free();
        return new Instance(service, number, port);
    }

    /**
     * Describes how an instance is started and how its readiness is checked. Does not start the instance.
     *
     * @param environment the variables that a deployment sets; the port and the address are added
     */
    Server server(Instance instance, StackDirectory directory, Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", Integer.toString(instance.port()));
        all.put("REGISTRATION_ADDRESS", "127.0.0.1");
        String service = instance.service();
        if (inDevMode(service, instance.number())) {
            Path log = directory.log(instance.name());
            return new DevServer(project, service, dev.places().get(service), all, dev.console() ? log : null);
        }
        Path copy = directory.copyOf(instance.name());
        return switch (form) {
            case JAR -> new ServiceServer(target(service).resolve("quarkus-app"), copy, instance.port(), all);
            case EXECUTABLE -> new NativeServer(project, service, copy, instance.port(), all);
        };
    }

    private Path target(String service) {
        return project.resolve("services").resolve(service).resolve("target");
    }

    /** Only the first instance runs in dev mode, since dev mode works in the source directory. Further instances run as packaged. */
    private boolean inDevMode(String service, int number) {
        return number == 1 && dev.places().containsKey(service);
    }
}
