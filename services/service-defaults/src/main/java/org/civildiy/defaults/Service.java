package org.civildiy.defaults;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkus.runtime.Quarkus;

/**
 * The start of every service: its environment is checked, Consul is asked for values that override the defaults, then Quarkus
 * runs. What is missing or malformed stops it at once, with one line on the error stream and exit code 78 ({@code EX_CONFIG}
 * of sysexits.h).
 *
 * <p>The first argument may ask for something else instead, for the sake of container images that have neither a shell nor curl:
 * <ul>
 *   <li>{@code healthy}: exit code 0 if the instance that runs beside it is ready, else 1;
 *   <li>{@code help}: says which variables it wants, and thereby that the program runs on this system at all;
 *   <li>{@code rehearse}: starts, asks itself a few things and stops, so that the JVM can be trained on that.
 * </ul>
 *
 * <p>A service may have verbs of its own beside these, for its operators; they see the same environment.
 */
public final class Service {
    /** Tells {@link EnvironmentConfig} which variables are this service's; others that are set are somebody else's. */
    static final String NEEDS = "service.needs";

    private static final int BAD_USAGE = 64;
    private static final int BAD_CONFIGURATION = 78;

    private final String name;
    private final List<Setting> needs;
    private final Map<String, Command> commands = new HashMap<>();

    /** A service that cannot run without these settings; its values in Consul are below {@code config/<name>/}. */
    public Service(String name, Setting... needs) {
        this.name = name;
        this.needs = Stream.concat(Stream.of(needs), Stream.of(Setting.CONSUL_HTTP_TOKEN))
                .toList();
    }

    /** What an operator has the program do instead of serving. */
    @FunctionalInterface
    public interface Command {
        /**
         * Does it, says what was done, and returns.
         *
         * @param settings what the environment says, as properties of Quarkus
         */
        void run(Map<String, String> settings) throws Exception;
    }

    /** This service with a verb of its own: the first argument that asks for it. */
    public Service with(String verb, Command command) {
        commands.put(verb, command);
        return this;
    }

    /** Runs until the process is told to stop. */
    public void run(String... args) {
        var verb = args.length == 0 ? "" : args[0];
        if (commands.containsKey(verb)) {
            System.exit(exitCode(verb));
        }
        switch (verb) {
            case "healthy" -> System.exit(Neighbour.own().isReady() ? 0 : 1);
            case "help" -> System.out.println(help());
            case "rehearse" -> {
                Rehearsal.begin(Neighbour.own());
                start();
            }
            default -> {
                if (!verb.isEmpty() && !verb.startsWith("-")) {
                    System.err.printf("%s knows no verb %s: it knows %s%n", name, verb, verbs());
                    System.exit(BAD_USAGE);
                }
                start(args);
            }
        }
    }

    private int exitCode(String verb) {
        stopOnComplaint();
        try {
            commands.get(verb).run(settings(Service::variable));
            return recorded(verb, 0);
        } catch (Exception failure) {
            System.err.println(name + ": " + failure.getMessage());
            return recorded(verb, 1);
        }
    }

    /** In the form of {@link Audit}, on the error stream: no logging has been set up where no service runs. */
    private static int recorded(String verb, int exitCode) {
        System.err.printf("[audit] event=operated verb=%s exit=%d%n", verb, exitCode);
        return exitCode;
    }

    private Map<String, String> settings(UnaryOperator<String> environment) {
        var settings = new HashMap<String, String>();
        needs.forEach(need -> settings.putAll(need.properties(environment)));
        return settings;
    }

    private void stopOnComplaint() {
        complaint(Service::variable).ifPresent(line -> {
            System.err.println(line);
            System.exit(BAD_CONFIGURATION);
        });
    }

    private void start(String... args) {
        stopOnComplaint();
        System.setProperty(NEEDS, needs.stream().map(Setting::name).collect(Collectors.joining(",")));
        ConsulKeyValues.configFor(name, Service::variable).forEach(System::setProperty);
        Quarkus.run(args);
    }

    private String verbs() {
        return Stream.concat(Stream.of("healthy", "help", "rehearse"), commands.keySet().stream())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** What it is called and which variables it wants, a line each. */
    String help() {
        return needs.stream()
                .map(setting -> "  %s: %s".formatted(setting, setting.example()))
                .collect(Collectors.joining("\n", name + " is configured by environment variables:\n", ""));
    }

    /** Tests and development set system properties of the same names. */
    private static String variable(String name) {
        return System.getProperty(name, System.getenv(name));
    }

    /** What is wrong with the environment, as one line; empty when nothing is. */
    Optional<String> complaint(UnaryOperator<String> environment) {
        for (var setting : needs) {
            try {
                setting.properties(environment);
            } catch (Setting.Unusable e) {
                return Optional.of(e.getMessage());
            }
        }
        return Optional.empty();
    }
}
