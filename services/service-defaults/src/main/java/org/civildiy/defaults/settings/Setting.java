package org.civildiy.defaults.settings;

import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The environment variables that name backends and keys. They are checked at start, and each may come from a file. Their names and formats
 * are those of the legacy system, so that its deployments keep working.
 *
 * <p>{@link EnvironmentVariable} reads the value of a variable. For each backend, a separate class converts the value into configuration
 * properties of Quarkus.
 */
public enum Setting {
    /** {@code postgresql://user:password@host:5432/db}; {@code postgres://} means the same. */
    DATABASE_URL("postgresql://user:password@host:5432/database"),
    /** A MongoDB connection string; {@code MONGODB_DB} names the database, {@code posts_db} by default. */
    MONGODB_URL("mongodb://host:27017"),
    /** {@code host:port} of a Kafka broker; several are separated by commas. */
    KAFKA_HOST("host:9092, several with commas"),
    /** The password of the account {@code KAFKA_USERNAME}, where the brokers require one; optional. */
    KAFKA_PASSWORD("the password of the account in KAFKA_USERNAME, or neither set at all"),
    /** {@code redis://host:6379}, or {@code REDIS_HOST} and {@code REDIS_PORT} (6379 by default). */
    REDIS_URL("redis://host:6379, or set REDIS_HOST and REDIS_PORT"),
    /** The key that signs tokens: at least 32 bytes, so that it cannot be guessed. */
    SECRET_KEY("at least 32 random bytes, for example from `openssl rand -base64 48`"),
    /** The previous {@link #SECRET_KEY}, which still verifies tokens; optional. */
    SECRET_KEY_PREVIOUS("as SECRET_KEY, or not set at all"),
    /** The token for Consul's access control; optional, because access control may be off. */
    CONSUL_HTTP_TOKEN("the secret id of a token, or not set at all");

    private final String example;

    Setting(String example) {
        this.example = example;
    }

    /** An example or a description of a valid value, for operators. */
    String example() {
        return example;
    }

    /**
     * The properties of Quarkus that this variable sets.
     *
     * @throws UnusableSetting when the variable is missing or malformed
     */
    Map<String, String> properties(UnaryOperator<String> environment) {
        var variable = in(environment);
        return switch (this) {
            case DATABASE_URL -> DatabaseUrl.properties(variable);
            case MONGODB_URL -> MongoUrl.properties(variable);
            case KAFKA_HOST -> KafkaBrokers.properties(variable);
            case KAFKA_PASSWORD -> KafkaAccount.properties(variable);
            case REDIS_URL -> RedisUrl.properties(variable);
            case SECRET_KEY -> SigningKey.required(variable);
            case SECRET_KEY_PREVIOUS -> SigningKey.optional(variable);
            case CONSUL_HTTP_TOKEN -> variable.unchanged();
        };
    }

    /** The value; {@code null} when neither the variable nor its file is set. */
    public @Nullable String value(UnaryOperator<String> environment) {
        return in(environment).value();
    }

    private EnvironmentVariable in(UnaryOperator<String> environment) {
        return new EnvironmentVariable(this, environment);
    }
}
