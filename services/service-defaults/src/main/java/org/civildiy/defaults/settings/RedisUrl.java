package org.civildiy.defaults.settings;

import java.util.Map;

/** The URL of Redis. It comes from {@code REDIS_URL}, or from {@code REDIS_HOST} and {@code REDIS_PORT}. */
final class RedisUrl {
    private static final String DEFAULT_PORT = "6379";

    private RedisUrl() {}

    static Map<String, String> properties(EnvironmentVariable variable) {
        var host = variable.other("REDIS_HOST");
        var url = variable.value() == null && host != null ? ofHost(variable, host) : variable.required();
        variable.check(url.matches("(redis|rediss|unix)://.+"), "starts with redis://");
        return Map.of("quarkus.redis.hosts", url);
    }

    private static String ofHost(EnvironmentVariable variable, String host) {
        var port = variable.other("REDIS_PORT");
        var address = host + ":" + (port == null ? DEFAULT_PORT : port);
        variable.check(HostAndPort.matches(address), "is made of a host in REDIS_HOST and a number in REDIS_PORT");
        return "redis://" + address;
    }
}
