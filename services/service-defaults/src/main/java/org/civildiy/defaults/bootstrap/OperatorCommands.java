package org.civildiy.defaults.bootstrap;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The subcommands that a service adds for its operators. Each run leaves an audit line on the error stream. */
final class OperatorCommands {
    private final String service;
    private final Map<String, Service.Command> commands = new HashMap<>();

    OperatorCommands(String service) {
        this.service = service;
    }

    void add(String subcommand, Service.Command command) {
        commands.put(subcommand, command);
    }

    boolean has(String subcommand) {
        return commands.containsKey(subcommand);
    }

    /** The names of this service's subcommands, including the three that every service has. */
    String names() {
        return Stream.concat(Stream.of("healthy", "help", "rehearse"), commands.keySet().stream())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Runs a subcommand to its end and returns the exit code for the process. */
    int run(String subcommand, Map<String, String> settings) {
        try {
            commands.get(subcommand).run(settings);
            return audited(subcommand, 0);
        } catch (Exception failure) {
            System.err.println(service + ": " + failure.getMessage());
            return audited(subcommand, 1);
        }
    }

    /**
     * Prints the audit line in the format of {@link org.civildiy.defaults.audit.Audit}. It does not use the log, because a subcommand runs
     * without Quarkus, which sets up the log.
     */
    private static int audited(String subcommand, int exitCode) {
        System.err.printf("[audit] event=operated verb=%s exit=%d%n", subcommand, exitCode);
        return exitCode;
    }
}
