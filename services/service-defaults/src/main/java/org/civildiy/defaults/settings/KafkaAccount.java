package org.civildiy.defaults.settings;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The account of this service at Kafka's brokers. SCRAM-SHA-512 proves that the client knows the password, without sending it. With
 * {@code KAFKA_CA_FILE}, connections are over TLS to brokers whose certificate is of that authority and has their name.
 */
final class KafkaAccount {
    private static final String LOGIN_MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule";

    /** Whoever records an authentication can try passwords against it. */
    private static final int MIN_LENGTH = 16;

    private KafkaAccount() {}

    static Map<String, String> properties(EnvironmentVariable variable) {
        var name = orEmpty(variable.other("KAFKA_USERNAME"));
        var password = orEmpty(variable.value());
        var authority = orEmpty(variable.other("KAFKA_CA_FILE"));
        variable.check(name.isEmpty() == password.isEmpty(), "is set together with KAFKA_USERNAME");
        variable.check(authority.isEmpty() || !name.isEmpty(), "is set where KAFKA_CA_FILE is");
        variable.check(password.isEmpty() || password.length() >= MIN_LENGTH, "has at least 16 characters");
        variable.check(
                isQuotable(name) && isQuotable(password), "has no quotation mark, backslash, dollar or line break");
        var properties = new HashMap<String, String>();
        if (!name.isEmpty()) {
            properties.put("kafka.security.protocol", "SASL_PLAINTEXT");
            properties.put("kafka.sasl.mechanism", "SCRAM-SHA-512");
            properties.put(
                    "kafka.sasl.jaas.config",
                    "%s required username=\"%s\" password=\"%s\";".formatted(LOGIN_MODULE, name, password));
        }
        if (!authority.isEmpty()) {
            properties.put("kafka.security.protocol", "SASL_SSL");
            properties.put("kafka.ssl.truststore.type", "PEM");
            properties.put("kafka.ssl.truststore.location", authority);
        }
        return properties;
    }

    /** Whether a value stands in the configuration of a login module, and in that of Quarkus, as it is. */
    private static boolean isQuotable(String value) {
        return value.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\' || c == '$');
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
