package org.civildiy.defaults.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The environment variables of {@link Setting} as a configuration source. It overrides {@code application.properties}; properties of
 * Quarkus override it. It ignores missing and malformed variables, because {@link RequiredSettings} has already reported them.
 */
public class EnvironmentConfig implements ConfigSourceFactory {
    private static final int ABOVE_APPLICATION_PROPERTIES = 260;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        UnaryOperator<String> environment = name -> valueOf(context, name);
        var properties = new HashMap<String, String>();
        for (var setting : RequiredSettings.published(environment)) {
            properties.putAll(propertiesOf(setting, environment));
        }
        return List.of(new PropertiesConfigSource(properties, "environment", ABOVE_APPLICATION_PROPERTIES));
    }

    private static Map<String, String> propertiesOf(Setting setting, UnaryOperator<String> environment) {
        try {
            return setting.properties(environment);
        } catch (UnusableSetting notForThisService) {
            return Map.of();
        }
    }

    private static String valueOf(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value == null ? null : value.getValue();
    }
}
