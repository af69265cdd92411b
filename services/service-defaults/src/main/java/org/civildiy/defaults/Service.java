package org.civildiy.defaults;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.quarkus.runtime.Quarkus;

/**
 * The start of every service: its environment is checked, Consul is asked for values that override the defaults, then Quarkus
 * runs. What is missing or malformed stops it at once, with one line on the error stream and exit code 78 ({@code EX_CONFIG}
 * of sysexits.h).
 */
public final class Service {
    /** Tells {@link EnvironmentConfig} which variables are this service's; others that are set are somebody else's. */
    static final String NEEDS = "service.needs";

    private static final int BAD_CONFIGURATION = 78;

    private final String name;
    private final List<Setting> needs;

    /** A service that cannot run without these settings; its values in Consul are below {@code config/<name>/}. */
    public Service(String name, Setting... needs) {
        this.name = name;
        this.needs = List.of(needs);
    }

    /** Runs until the process is told to stop. */
    public void run(String... args) {
        complaint(System::getenv).ifPresent(line -> {
            System.err.println(line);
            System.exit(BAD_CONFIGURATION);
        });
        System.setProperty(NEEDS, needs.stream().map(Setting::name).collect(Collectors.joining(",")));
        ConsulKeyValues.configFor(name, System::getenv).forEach(System::setProperty);
        Quarkus.run(args);
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
