package org.civildiy.defaults.settings;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The account of this service at Kafka's brokers. SCRAM-SHA-512 proves that the client knows the password, without sending it.
 */
final class KafkaAccount {
    private static final String LOGIN_MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule";

    /** Whoever records an authentication can try passwords against it. */
    private static final int MIN_LENGTH = 16;

    private KafkaAccount() {}

    static Map<String, String> properties(EnvironmentVariable variable) {
        var name = orEmpty(variable.other("KAFKA_USERNAME"));
        var password = orEmpty(variable.value());
        variable.check(name.isEmpty() == password.isEmpty(), "is set together with KAFKA_USERNAME");
        variable.check(password.isEmpty() || password.length() >= MIN_LENGTH, "has at least 16 characters");
        variable.check(
                isQuotable(name) && isQuotable(password), "has no quotation mark, backslash, dollar or line break");
        return name.isEmpty() ? Map.of() : scram(name, password);
    }

    private static Map<String, String> scram(String name, String password) {
        return Map.of(
                "kafka.security.protocol",
                "SASL_PLAINTEXT",
                "kafka.sasl.mechanism",
                "SCRAM-SHA-512",
                "kafka.sasl.jaas.config",
                "%s required username=\"%s\" password=\"%s\";".formatted(LOGIN_MODULE, name, password));
    }

    /** Whether a value stands in the configuration of a login module, and in that of Quarkus, as it is. */
    private static boolean isQuotable(String value) {
        return value.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\' || c == '$');
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
