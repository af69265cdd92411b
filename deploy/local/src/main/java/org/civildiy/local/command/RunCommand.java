package org.civildiy.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

import org.civildiy.local.server.DevMode;
import org.civildiy.local.supervise.Services;
import org.civildiy.local.supervise.Supervisor;

/** The command {@code run}: the stack in the foreground, until a signal ends it. */
@Command(name = "run", description = "Run everything in the foreground; Ctrl-C stops it.")
final class RunCommand implements Runnable {
    @ParentCommand
    private StackCommand main;

    @Mixin
    private RunOptions options;

    @Mixin
    private ServiceOptions services;

    @Override
    public void run() {
        var packaged = new Services(main.project(), services.form(), DevMode.NONE);
        var supervisor = new Supervisor(main.directory(), packaged, options.build());
        supervisor.run(
                options.only(),
                services.scale(),
                () -> ServiceLogs.follow(
                        main.directory(), supervisor.stack()::serviceNames, ServiceLogs::warns, System.out::println));
    }
}
