package org.civildiy.defaults.bootstrap;

import java.util.Map;

import io.quarkus.runtime.Quarkus;

import org.civildiy.defaults.consul.ConsulKeyValues;
import org.civildiy.defaults.settings.RequiredSettings;
import org.civildiy.defaults.settings.Setting;

/**
 * The entry point of every service. It checks the environment, asks Consul for values that override the defaults, and runs Quarkus.
 * A missing or malformed variable stops the process at once, with one line on the error stream and exit code 78 ({@code EX_CONFIG}
 * of sysexits.h).
 *
 * <p>The first argument may name a subcommand instead, because container images have neither a shell nor curl:
 * <ul>
 *   <li>{@code healthy}: exits with 0 if the instance that runs on this machine is ready, else with 1;
 *   <li>{@code help}: prints the variables that the service reads; it also serves as a test that the executable can run on this system;
 *   <li>{@code rehearse}: starts, sends a few requests to itself and stops, to train the JVM ({@link TrainingRun}).
 * </ul>
 *
 * <p>A service may add {@linkplain #with subcommands of its own} for its operators. They read the same environment.
 */
public final class Service {
    private static final int BAD_USAGE = 64;
    private static final int BAD_CONFIGURATION = 78;

    private final String name;
    private final RequiredSettings settings;
    private final OperatorCommands commands;

    /** A service that requires these settings; its values in Consul are below {@code config/<name>/}. */
    public Service(String name, Setting... needed) {
        this.name = name;
        this.settings = new RequiredSettings(name, needed);
        this.commands = new OperatorCommands(name);
    }

    /** A subcommand. */
    @FunctionalInterface
    public interface Command {
        /**
         * Runs the subcommand, prints the result and returns.
         *
         * @param settings the environment as properties of Quarkus
         */
        void run(Map<String, String> settings) throws Exception;
    }

    /** Adds a subcommand, and returns this service. */
    public Service with(String subcommand, Command command) {
        commands.add(subcommand, command);
        return this;
    }

    /** Runs the service, or the subcommand, until it ends. */
    public void run(String... args) {
        var subcommand = args.length == 0 ? "" : args[0];
        if (commands.has(subcommand)) {
            stopIfInvalid();
            System.exit(commands.run(subcommand, settings.properties(Service::variable)));
        }
        switch (subcommand) {
            case "healthy" -> System.exit(LocalInstanceProbe.own().isReady() ? 0 : 1);
            case "help" -> System.out.println(settings.help());
            case "rehearse" -> {
                TrainingRun.begin(LocalInstanceProbe.own());
                start();
            }
            default -> {
                if (!subcommand.isEmpty() && !subcommand.startsWith("-")) {
                    System.err.printf("%s has no subcommand %s: it has %s%n", name, subcommand, commands.names());
                    System.exit(BAD_USAGE);
                }
                start(args);
            }
        }
    }

    private void start(String... args) {
        stopIfInvalid();
        settings.publish();
        ConsulKeyValues.configFor(name, Service::variable).forEach(System::setProperty);
        Quarkus.run(args);
    }

    private void stopIfInvalid() {
        settings.complaint(Service::variable).ifPresent(line -> {
            System.err.println(line);
            System.exit(BAD_CONFIGURATION);
        });
    }

    /** The value of an environment variable. A system property of the same name overrides it; tests and dev mode set such properties. */
    private static String variable(String name) {
        return System.getProperty(name, System.getenv(name));
    }
}
