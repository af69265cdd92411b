package org.civildiy.defaults.settings;

import java.net.URI;
import java.util.Map;

/** The URL of PostgreSQL, split into the parts that the reactive client and JDBC need. */
record DatabaseUrl(String user, String password, String address) {
    private static final int DEFAULT_PORT = 5432;

    static Map<String, String> properties(EnvironmentVariable variable) {
        return parse(variable).toProperties();
    }

    private static DatabaseUrl parse(EnvironmentVariable variable) {
        var parsed = uri(variable, variable.required());
        variable.check(
                parsed.getScheme() != null && parsed.getScheme().matches("postgres(ql)?"), "starts with postgresql://");
        variable.check(parsed.getHost() != null, "names a host");
        variable.check(parsed.getPath().length() > 1, "names a database");
        var credentials = parsed.getUserInfo() == null ? "" : parsed.getUserInfo();
        var colon = credentials.indexOf(':');
        variable.check(colon > 0, "names a user and a password");
        var port = parsed.getPort() < 0 ? DEFAULT_PORT : parsed.getPort();
        var query = parsed.getRawQuery() == null ? "" : "?" + parsed.getRawQuery();
        return new DatabaseUrl(
                credentials.substring(0, colon),
                credentials.substring(colon + 1),
                "//" + parsed.getHost() + ":" + port + parsed.getRawPath() + query);
    }

    private static URI uri(EnvironmentVariable variable, String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw variable.unusable("is a URL (write special characters of the password as %40 and the like)");
        }
    }

    private Map<String, String> toProperties() {
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
