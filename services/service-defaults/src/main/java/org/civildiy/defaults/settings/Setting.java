package org.civildiy.defaults.settings;

import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The environment variables of the services. Their names and forms are those of the legacy system, so its deployments keep working.
 * Each constant names the class that converts the value into configuration properties of Quarkus.
 *
 * <p>{@link EnvironmentVariable} reads the value, from the variable itself or from a file.
 */
public enum Setting {
    /** {@code postgresql://user:password@host:5432/db}; {@code postgres://} means the same. */
    DATABASE_URL("postgresql://user:password@host:5432/database", DatabaseUrl::properties),
    /** A MongoDB connection string; {@code MONGODB_DB} names the database, {@code posts_db} by default. */
    MONGODB_URL("mongodb://host:27017", MongoUrl::properties),
    /** {@code host:port} of a Kafka broker, several with commas. */
    KAFKA_HOST("host:9092, several with commas", KafkaBrokers::properties),
    /** {@code redis://host:6379}, or {@code REDIS_HOST} and {@code REDIS_PORT} (6379 by default). */
    REDIS_URL("redis://host:6379, or set REDIS_HOST and REDIS_PORT", RedisUrl::properties),
    /** The key that signs tokens: at least 32 bytes, so that it cannot be guessed. */
    SECRET_KEY("at least 32 random bytes, for example from `openssl rand -base64 48`", SigningKey::required),
    /** The previous {@link #SECRET_KEY}, which still verifies tokens; optional. */
    SECRET_KEY_PREVIOUS("as SECRET_KEY, or not set at all", SigningKey::optional),
    /** The token for Consul's access control, where that is on; optional. */
    CONSUL_HTTP_TOKEN("the secret id of a token, or not set at all", EnvironmentVariable::unchanged);

    private final String example;
    private final Form form;

    Setting(String example, Form form) {
        this.example = example;
        this.form = form;
    }

    /** The conversion of a variable into properties of Quarkus. */
    @FunctionalInterface
    interface Form {
        /** @throws UnusableSetting when the variable is missing or malformed */
        Map<String, String> properties(EnvironmentVariable variable);
    }

    /** The form of a valid value, for operators. */
    String example() {
        return example;
    }

    /**
     * The properties of Quarkus that this variable sets.
     *
     * @throws UnusableSetting when it is missing or malformed
     */
    Map<String, String> properties(UnaryOperator<String> environment) {
        return form.properties(in(environment));
    }

    /** The value; {@code null} when neither the variable nor its file is set. */
    public @Nullable String value(UnaryOperator<String> environment) {
        return in(environment).value();
    }

    private EnvironmentVariable in(UnaryOperator<String> environment) {
        return new EnvironmentVariable(this, environment);
    }
}
