package org.civildiy.local.command;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import org.civildiy.local.server.DevMode;
import org.civildiy.local.supervise.Services;
import org.civildiy.local.supervise.Supervisor;

/**
 * Runs the stack in the foreground with its services in dev mode: what was saved is live at the next request.
 *
 * <p>All of them, and what they write into their logs is shown here as one; or one alone, which then has the terminal: its
 * console reads the keys, and quitting it ends all. The others are run as they are packaged.
 */
@Command(name = "dev", description = "Run everything in the foreground, the services in dev mode.")
final class DevCommand implements Runnable {
    @ParentCommand
    private StackCommand main;

    @Option(names = "--service", description = "the only one in dev mode; it has the terminal")
    private String service;

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

    /** Who has the terminal has shown it already. */
    private static Set<String> others(Set<String> names, DevMode dev) {
        var others = new HashSet<>(names);
        if (dev.console()) {
            others.removeAll(dev.places().keySet());
        }
        return others;
    }
}
