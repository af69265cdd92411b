package org.civildiy.defaults;

import java.util.Arrays;
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
 * Brings the contract's environment variables into the configuration: before the defaults in {@code application.properties},
 * after what is set for Quarkus itself. Whether a needed variable is there is checked by {@link Service} before this runs.
 */
public class EnvironmentConfig implements ConfigSourceFactory {
    private static final int ABOVE_APPLICATION_PROPERTIES = 260;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        UnaryOperator<String> environment = name -> valueOf(context, name);
        var properties = new HashMap<String, String>();
        for (var setting : needs(environment.apply(Service.NEEDS))) {
            properties.putAll(propertiesOf(setting, environment));
        }
        return List.of(new PropertiesConfigSource(properties, "environment", ABOVE_APPLICATION_PROPERTIES));
    }

    /** In tests and in dev mode nobody has said which, and no others are set. */
    private static List<Setting> needs(String names) {
        return names == null
                ? List.of(Setting.values())
                : Arrays.stream(names.split(",")).map(Setting::valueOf).toList();
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
