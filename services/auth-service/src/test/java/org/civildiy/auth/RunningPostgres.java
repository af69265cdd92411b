package org.civildiy.auth;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import org.civildiy.local.Backend;
import org.civildiy.local.Backends;

import static org.assertj.core.api.Assertions.assertThat;

/** A real PostgreSQL for the tests and the environment variables that lead the service to it. */
public class RunningPostgres implements QuarkusTestResourceLifecycleManager {
    public static final String SECRET_KEY = "a key for tests, of more than 32 bytes";

    private Backends backends;

    @Override
    public Map<String, String> start() {
        backends = Backends.start(Backend.POSTGRES);
        var environment = new HashMap<>(backends.environment());
        environment.put("SECRET_KEY", SECRET_KEY);
        environment.put("auth.throttle.longest-delay", "PT0.1S");
        return environment;
    }

    /** A connection to the database that bypasses the service. */
    public static Connection connect(Backends backends) throws SQLException {
        var url = URI.create(backends.environment().get("DATABASE_URL"));
        var credentials = url.getUserInfo().split(":", 2);
        var address = "jdbc:postgresql://"
                + url.getAuthority().substring(url.getUserInfo().length() + 1) + url.getPath();
        return DriverManager.getConnection(address, credentials[0], credentials[1]);
    }

    /** Executes a statement that bypasses the service. */
    public static void execute(Backends backends, String sql, Object... values) throws SQLException {
        try (var connection = connect(backends);
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** Adds an account with a password hash that this service would not write. */
    public static void addAccount(Backends backends, String email, String username, String hash) throws SQLException {
        execute(backends, "INSERT INTO users (email, username, password_hash) VALUES (?, ?, ?)", email, username, hash);
    }

    public static String passwordHash(Backends backends, String username) throws SQLException {
        try (var connection = connect(backends);
                var query = connection.prepareStatement("SELECT password_hash FROM users WHERE username = ?")) {
            query.setString(1, username);
            var rows = query.executeQuery();
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    /** The number that a query returns. */
    public static long count(Backends backends, String sql, Object... values) throws SQLException {
        try (var connection = connect(backends);
                var query = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            var rows = query.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Rows that every instance reads at its start, and that revoke all tokens of an account for the longest lifetime. */
    public static long storedRevocationsOfAll(Backends backends, long account) throws SQLException {
        return count(
                backends,
                "SELECT count(*) FROM ended_tokens WHERE user_id = ? AND jti IS NULL AND below > 0"
                        + " AND expires_at > now() + interval '30 days'",
                account);
    }

    /** The text that a query returns. */
    public static String text(Backends backends, String sql) throws SQLException {
        try (var connection = connect(backends);
                var query = connection.createStatement()) {
            var rows = query.executeQuery(sql);
            rows.next();
            return rows.getString(1);
        }
    }

    public Backends backends() {
        return backends;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(backends, new TestInjector.MatchesType(Backends.class));
    }

    @Override
    public void stop() {
        backends.close();
    }
}
