package org.civildiy.auth;

import java.util.Map;

import io.smallrye.config.SmallRyeConfigBuilder;

/** Configuration for tests without Quarkus: the defaults and the values that a test sets. */
public final class Configured {
    private Configured() {}

    public static <T> T with(Class<T> mapping, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(mapping);
    }
}
