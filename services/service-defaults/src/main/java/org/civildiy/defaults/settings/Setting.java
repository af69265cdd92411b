package org.civildiy.defaults.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import static java.util.Map.entry;

/**
 * The environment variables that a service cannot do without, and what each becomes in Quarkus's own configuration. They are
 * those of the system that this one replaces, so its deployments keep working.
 *
 * <p>Each may instead be in a file that {@code <NAME>_FILE} names, as secrets are mounted into containers; white space at its
 * end does not count.
 */
public enum Setting {
    /** {@code postgresql://user:password@host:5432/db}; {@code postgres://} means the same. */
    DATABASE_URL("postgresql://user:password@host:5432/database") {
        @Override
        Map<String, String> properties(UnaryOperator<String> environment) {
            return DatabaseUrl.parse(required(environment)).properties();
        }
    },
    /** A MongoDB connection string; {@code MONGODB_DB} names the database, {@code posts_db} by default. */
    MONGODB_URL("mongodb://host:27017") {
        @Override
        Map<String, String> properties(UnaryOperator<String> environment) {
            var url = required(environment);
            check(url.startsWith("mongodb://") || url.startsWith("mongodb+srv://"), "starts with mongodb://");
            var database = environment.apply("MONGODB_DB");
            return Map.ofEntries(
                    entry("quarkus.mongodb.connection-string", url),
                    entry("quarkus.mongodb.database", database == null ? "posts_db" : database));
        }
    },
    /** {@code host:port} of a Kafka broker, several with commas. */
    KAFKA_HOST("host:9092, several with commas") {
        @Override
        Map<String, String> properties(UnaryOperator<String> environment) {
            var brokers = required(environment);
            check(Arrays.stream(brokers.split(",", -1)).allMatch(HOST_AND_PORT), "is a list of host:port");
            return Map.of("kafka.bootstrap.servers", brokers);
        }
    },
    /** {@code redis://host:6379}, or {@code REDIS_HOST} and {@code REDIS_PORT} (6379 by default). */
    REDIS_URL("redis://host:6379, or set REDIS_HOST and REDIS_PORT") {
        @Override
        Map<String, String> properties(UnaryOperator<String> environment) {
            var host = environment.apply("REDIS_HOST");
            if (value(environment) == null && host != null) {
                var port = environment.apply("REDIS_PORT");
                var address = host + ":" + (port == null ? "6379" : port);
                check(HOST_AND_PORT.test(address), "is made of a host in REDIS_HOST and a number in REDIS_PORT");
                return Map.of("quarkus.redis.hosts", "redis://" + address);
            }
            var url = required(environment);
            check(url.matches("(redis|rediss|unix)://.+"), "starts with redis://");
            return Map.of("quarkus.redis.hosts", url);
        }
    },
    /** The key that signs tokens: at least 32 bytes, or anybody could guess it. */
    SECRET_KEY("at least 32 random bytes, for example from `openssl rand -base64 48`") {
        @Override
        Map<String, String> properties(UnaryOperator<String> environment) {
            var key = required(environment);
            checkLength(key);
            return Map.of(name(), key);
        }
    },
    /** The key before {@link #SECRET_KEY}, which still verifies; may be absent. */
    SECRET_KEY_PREVIOUS("as SECRET_KEY, or not set at all") {
        @Override
        Map<String, String> properties(UnaryOperator<String> environment) {
            var key = value(environment);
            if (key == null || key.isEmpty()) {
                return Map.of();
            }
            checkLength(key);
            return Map.of(name(), key);
        }
    },
    /** What Consul lets this service in by, where it has access control; may be absent. */
    CONSUL_HTTP_TOKEN("the secret id of a token, or not set at all") {
        @Override
        Map<String, String> properties(UnaryOperator<String> environment) {
            var token = value(environment);
            return token == null || token.isEmpty() ? Map.of() : Map.of(name(), token);
        }
    };

    private static final Predicate<String> HOST_AND_PORT =
            Pattern.compile("[A-Za-z0-9._\\-\\[\\]:]+:[0-9]{1,5}").asMatchPredicate();

    private final String example;

    Setting(String example) {
        this.example = example;
    }

    /** The form of a good value, for a person. */
    String example() {
        return example;
    }

    /**
     * What this variable says, as properties of Quarkus.
     *
     * @throws Unusable when it is missing or malformed; the message is one line that names the variable and the cure
     */
    abstract Map<String, String> properties(UnaryOperator<String> environment);

    String required(UnaryOperator<String> environment) {
        var value = value(environment);
        check(value != null && !value.isBlank(), "is set");
        return value;
    }

    /** What the variable says, or the file that is named in its stead; {@code null} when neither is there. */
    public String value(UnaryOperator<String> environment) {
        var value = environment.apply(name());
        var file = environment.apply(name() + "_FILE");
        if (file == null || file.isBlank()) {
            return value;
        }
        check(value == null || value.isEmpty(), "is set once, by itself or by " + name() + "_FILE");
        return read(file);
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of(file)).stripTrailing();
        } catch (IOException | InvalidPathException e) {
            throw new Unusable(
                    this, "is in a file this process may read: " + file + ", from " + name() + "_FILE, is none");
        }
    }

    void checkLength(String key) {
        var length = key.getBytes(StandardCharsets.UTF_8).length;
        check(length >= 32, "has at least 32 bytes, and this one has " + length);
    }

    void check(boolean holds, String rule) {
        if (!holds) {
            throw new Unusable(this, rule);
        }
    }

    /** A variable that is missing or malformed. The message never repeats the value: it may hold a password. */
    static final class Unusable extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Unusable(Setting setting, String rule) {
            super("The environment variable %s is missing or malformed: make sure that it %s. Form: %s"
                    .formatted(setting, rule, setting.example));
        }
    }

    /** The parts of a {@code postgresql://} URL, as the reactive client and JDBC want them. */
    record DatabaseUrl(String user, String password, String address) {
        static DatabaseUrl parse(String url) {
            var parsed = uri(url);
            DATABASE_URL.check(
                    parsed.getScheme() != null && parsed.getScheme().matches("postgres(ql)?"),
                    "starts with postgresql://");
            DATABASE_URL.check(parsed.getHost() != null, "names a host");
            DATABASE_URL.check(parsed.getPath().length() > 1, "names a database");
            var credentials = parsed.getUserInfo() == null ? "" : parsed.getUserInfo();
            var colon = credentials.indexOf(':');
            DATABASE_URL.check(colon > 0, "names a user and a password");
            var port = parsed.getPort() < 0 ? 5432 : parsed.getPort();
            var query = parsed.getRawQuery() == null ? "" : "?" + parsed.getRawQuery();
            return new DatabaseUrl(
                    credentials.substring(0, colon),
                    credentials.substring(colon + 1),
                    "//" + parsed.getHost() + ":" + port + parsed.getRawPath() + query);
        }

        private static URI uri(String url) {
            try {
                return URI.create(url);
            } catch (IllegalArgumentException e) {
                throw new Unusable(
                        DATABASE_URL, "is a URL (write special characters of the password as %40 and the like)");
            }
        }

        Map<String, String> properties() {
            return Map.of(
                    "quarkus.datasource.username",
                    user,
                    "quarkus.datasource.password",
                    password,
                    "quarkus.datasource.reactive.url",
                    "postgresql:" + address,
                    "quarkus.datasource.jdbc.url",
                    "jdbc:postgresql:" + address);
        }
    }
}
