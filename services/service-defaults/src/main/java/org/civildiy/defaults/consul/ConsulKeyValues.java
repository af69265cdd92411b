package org.civildiy.defaults.consul;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.civildiy.defaults.settings.Setting;

/**
 * Consul's key-value store as a configuration source, for the keys under {@code config/<service>/}. Quarkus has such a source, but it
 * stops the start of the service when Consul is unavailable or a key is missing. So this class first asks Consul which keys exist, and
 * configures the source for these keys only. Without Consul, or without keys, the source stays disabled and the defaults apply.
 */
public final class ConsulKeyValues {
    /** The timeout for listing the keys. It is short, because it delays the start when Consul is unavailable. */
    private static final int TIMEOUT_MILLIS = 500;

    /** The timeout of the configuration source. It can be longer, because Consul has just responded to the list request. */
    private static final String SOURCE_TIMEOUT = "2S";

    private ConsulKeyValues() {}

    /** The properties that enable the configuration source; empty when Consul is unavailable or has no keys for the service. */
    public static Map<String, String> configFor(String service, UnaryOperator<String> environment) {
        var host = environment.apply("CONSUL_HOST");
        if (host == null || host.isBlank()) {
            return Map.of();
        }
        var port = environment.apply("CONSUL_PORT");
        var address = host + ":" + (port == null ? "8500" : port);
        var prefix = "config/" + service;
        var token = Setting.CONSUL_HTTP_TOKEN.value(environment);
        var keys = keys(address, prefix, token);
        if (keys.isEmpty()) {
            return Map.of();
        }
        var settings = new HashMap<>(Map.of(
                "quarkus.consul-config.enabled",
                "true",
                "quarkus.consul-config.agent.host-port",
                address,
                "quarkus.consul-config.agent.connection-timeout",
                SOURCE_TIMEOUT,
                "quarkus.consul-config.agent.read-timeout",
                SOURCE_TIMEOUT,
                "quarkus.consul-config.prefix",
                prefix,
                "quarkus.consul-config.raw-value-keys",
                String.join(",", keys)));
        if (token != null) {
            settings.put("quarkus.consul-config.agent.token", token);
        }
        return settings;
    }

    private static List<String> keys(String address, String prefix, String token) {
        try {
            var url = URI.create("http://" + address + "/v1/kv/" + prefix + "/?keys")
                    .toURL();
            var connection = (HttpURLConnection) url.openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            if (token != null) {
                connection.setRequestProperty("X-Consul-Token", token);
            }
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK ? below(prefix, connection) : List.of();
        } catch (IOException | IllegalArgumentException consulUnavailable) {
            return List.of();
        }
    }

    /** The names of the keys in the response, without the prefix. A key that ends with a slash is a folder and is left out. */
    private static List<String> below(String prefix, HttpURLConnection connection) throws IOException {
        var names = new ArrayList<String>();
        try (var body = connection.getInputStream()) {
            var text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            for (var key : new ObjectMapper().readTree(text)) {
                var name = key.asText().substring(prefix.length() + 1);
                if (!name.isEmpty() && !name.endsWith("/")) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
