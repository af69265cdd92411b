package org.civildiy.defaults.settings;

import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads a variable that holds a key for HS256 signatures, checks its length, and returns it as a property of Quarkus. */
final class SigningKey {
    /** RFC 7518, section 3.2: the key must be at least as long as the hash. */
    private static final int MIN_BYTES = 32;

    private SigningKey() {}

    static Map<String, String> required(EnvironmentVariable variable) {
        checkLength(variable, variable.required());
        return variable.unchanged();
    }

    static Map<String, String> optional(EnvironmentVariable variable) {
        var property = variable.unchanged();
        property.values().forEach(key -> checkLength(variable, key));
        return property;
    }

    private static void checkLength(EnvironmentVariable variable, String key) {
        var length = key.getBytes(UTF_8).length;
        variable.check(length >= MIN_BYTES, "has at least 32 bytes, and this one has " + length);
    }
}
