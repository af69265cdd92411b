package org.civildiy.defaults.settings;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment variables that one service reads. Variables of other services are ignored, so that all services can share one file of
 * variables.
 */
public final class RequiredSettings {
    /** The system property that passes the names of the variables to {@link EnvironmentConfig}, because Quarkus instantiates that class. */
    private static final String PROPERTY = "service.needs";

    private final String service;
    private final List<Setting> settings;

    /** The variables of this service; every service also has {@code CONSUL_HTTP_TOKEN}. */
    public RequiredSettings(String service, Setting... settings) {
        this.service = service;
        this.settings = Stream.concat(Stream.of(settings), Stream.of(Setting.CONSUL_HTTP_TOKEN))
                .toList();
    }

    /** The properties of Quarkus that the environment sets. */
    public Map<String, String> properties(UnaryOperator<String> environment) {
        var properties = new HashMap<String, String>();
        settings.forEach(setting -> properties.putAll(setting.properties(environment)));
        return properties;
    }

    /** The first error of the environment, as one line; empty when the environment is valid. */
    public Optional<String> complaint(UnaryOperator<String> environment) {
        for (var setting : settings) {
            try {
                setting.properties(environment);
            } catch (UnusableSetting e) {
                return Optional.of(e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** The help for operators: the name of the service, and one line for each of its variables. */
    public String help() {
        return settings.stream()
                .map(setting -> "  %s: %s".formatted(setting, setting.example()))
                .collect(Collectors.joining("\n", service + " is configured by environment variables:\n", ""));
    }

    /** Makes {@link EnvironmentConfig} read these variables and no others. */
    public void publish() {
        System.setProperty(PROPERTY, settings.stream().map(Setting::name).collect(Collectors.joining(",")));
    }

    /**
     * The settings that {@link #publish} has named. In tests and in dev mode the build tool starts Quarkus without {@link #publish}; the
     * result is then all settings.
     */
    static List<Setting> published(UnaryOperator<String> properties) {
        var names = properties.apply(PROPERTY);
        return names == null
                ? List.of(Setting.values())
                : Arrays.stream(names.split(",")).map(Setting::valueOf).toList();
    }
}
