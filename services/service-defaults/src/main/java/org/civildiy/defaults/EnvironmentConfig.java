package org.civildiy.defaults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Brings the contract's environment variables, and what Consul's key-value store has for this service, into the configuration.
 * Both come before the defaults in {@code application.properties} and after what is set for Quarkus itself. Whether a
 * needed variable is there is checked by {@link Service} before this runs.
 */
public class EnvironmentConfig implements ConfigSourceFactory {
    private static final int ABOVE_APPLICATION_PROPERTIES = 260;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        UnaryOperator<String> environment = name -> valueOf(context, name);
        var properties = new HashMap<String, String>();
        for (var setting : Setting.values()) {
            properties.putAll(propertiesOf(setting, environment));
        }
        properties.putAll(ConsulKeyValues.configFor(valueOf(context, "quarkus.application.name"), environment));
        var sources = new ArrayList<ConfigSource>();
        sources.add(new PropertiesConfigSource(properties, "environment", ABOVE_APPLICATION_PROPERTIES));
        return List.copyOf(sources);
    }

    /** Before Consul's own source (which has none), because it is this one that tells where Consul is. */
    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(Integer.MAX_VALUE);
    }

    private static Map<String, String> propertiesOf(Setting setting, UnaryOperator<String> environment) {
        try {
            return setting.properties(environment);
        } catch (Setting.Unusable notForThisService) {
            return Map.of();
        }
    }

    private static String valueOf(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value == null ? null : value.getValue();
    }
}
