package org.civildiy.local;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Runs the stack in the foreground until a signal ends it. */
@Command(name = "run", description = "Run everything in the foreground; Ctrl-C stops it.")
final class RunCommand implements Runnable {
    @ParentCommand
    private Main main;

    @Option(names = "--only", description = "components to run, of which the others are left out")
    private String only;

    @Option(names = "--scale", description = "instances of services, as posts-service=2")
    private String scale;

    @Option(names = "--build", description = "command that packages the services where they have changed")
    private String build;

    @Option(names = "--native", description = "run the services from their native executables")
    private boolean executables;

    @Override
    public void run() {
        var form = executables ? Services.Form.EXECUTABLE : Services.Form.JAR;
        var supervisor = new Supervisor(main, new Services(main.project(), form, DevMode.NONE), build);
        supervisor.run(
                Names.parse(only),
                Names.parseScale(scale),
                () -> ServiceLogs.follow(
                        main.directory(), supervisor.stack()::serviceNames, ServiceLogs::warns, System.out::println));
    }
}
