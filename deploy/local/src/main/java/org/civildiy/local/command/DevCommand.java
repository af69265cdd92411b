package org.civildiy.local.command;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import org.civildiy.local.server.DevMode;
import org.civildiy.local.supervise.Services;
import org.civildiy.local.supervise.Supervisor;

/**
 * The command {@code dev}: the stack in the foreground with its services in dev mode. A saved change is live at the next request.
 *
 * <p>Without {@code --service} all services are in dev mode, and their logs are shown together. With {@code --service} only that service is
 * in dev mode, and it has the terminal: its console reads the keyboard, and the stack stops when the user quits the console. The other
 * services run as packaged.
 */
@Command(name = "dev", description = "Run everything in the foreground, the services in dev mode.")
final class DevCommand implements Runnable {
    @ParentCommand
    private StackCommand main;

    @Option(names = "--service", description = "the only service in dev mode; it has the terminal")
    private @Nullable String service;

    @Mixin
    private RunOptions options;

    @Override
    public void run() {
        DevMode dev = DevMode.of(Services.in(main.project()), service, System.getenv());
        var services = new Services(main.project(), Services.Form.JAR, dev);
        var supervisor = new Supervisor(main.directory(), services, options.build());
        ServiceLogs.follow(
                main.directory(),
                () -> others(supervisor.stack().serviceNames(), dev),
                line -> supervisor.stack().isOpen() && (!dev.console() || ServiceLogs.warns(line)),
                System.out::println);
        supervisor.run(options.only(), Map.of(), () -> System.out.println(dev.addresses()));
    }

    /** The services whose logs are shown here. The service with the terminal is not among them, because its console shows its log. */
    private static Set<String> others(Set<String> names, DevMode dev) {
        var others = new HashSet<>(names);
        if (dev.console()) {
            others.removeAll(dev.places().keySet());
        }
        return others;
    }
}
