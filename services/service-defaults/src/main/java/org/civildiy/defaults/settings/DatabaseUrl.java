package org.civildiy.defaults.settings;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The URL of PostgreSQL, split into the parts that the reactive client and JDBC need. With {@code sslmode=verify-full&sslrootcert=<file>} in
 * the query, both connect over TLS, and only to a server whose certificate is signed by that authority and has the host's name.
 */
record DatabaseUrl(String user, String password, String address, Map<String, String> parameters) {
    private static final int DEFAULT_PORT = 5432;
    private static final String MODE = "sslmode";
    private static final String AUTHORITY = "sslrootcert";

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
        var parameters = parameters(parsed.getRawQuery());
        variable.check(
                !parameters.containsKey(AUTHORITY) || "verify-full".equals(parameters.get(MODE)),
                "has sslmode=verify-full where it has sslrootcert");
        return new DatabaseUrl(
                credentials.substring(0, colon),
                credentials.substring(colon + 1),
                "//" + parsed.getHost() + ":" + port + parsed.getRawPath(),
                parameters);
    }

    private static URI uri(EnvironmentVariable variable, String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw variable.unusable("is a URL (write special characters of the password as %40 and the like)");
        }
    }

    private static Map<String, String> parameters(@Nullable String query) {
        var parameters = new LinkedHashMap<String, String>();
        if (query != null) {
            for (var parameter : query.split("&", -1)) {
                var parts = parameter.split("=", 2);
                parameters.put(parts[0], parts.length == 1 ? "" : parts[1]);
            }
        }
        return parameters;
    }

    private Map<String, String> toProperties() {
        var properties = new HashMap<String, String>();
        properties.put("quarkus.datasource.username", user);
        properties.put("quarkus.datasource.password", password);
        properties.put("quarkus.datasource.jdbc.url", "jdbc:postgresql:" + address + query(name -> true));
        properties.put(
                "quarkus.datasource.reactive.url", "postgresql:" + address + query(name -> !name.equals(AUTHORITY)));
        if (parameters.containsKey(AUTHORITY)) {
            properties.put("quarkus.datasource.reactive.trust-certificate-pem", "true");
            properties.put("quarkus.datasource.reactive.trust-certificate-pem.certs", parameters.get(AUTHORITY));
            properties.put("quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS");
        }
        return properties;
    }

    /** The reactive client would send a parameter that it does not know to the server, which refuses the connection. */
    private String query(Predicate<String> wanted) {
        return parameters.entrySet().stream()
                .filter(parameter -> wanted.test(parameter.getKey()))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .reduce((first, second) -> first + "&" + second)
                .map(query -> "?" + query)
                .orElse("");
    }
}
