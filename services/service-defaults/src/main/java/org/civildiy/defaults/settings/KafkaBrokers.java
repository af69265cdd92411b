package org.civildiy.defaults.settings;

import java.util.Arrays;
import java.util.Map;

/** The bootstrap brokers of Kafka. */
final class KafkaBrokers {
    private KafkaBrokers() {}

    static Map<String, String> properties(EnvironmentVariable variable) {
        var brokers = variable.required();
        variable.check(Arrays.stream(brokers.split(",", -1)).allMatch(HostAndPort::matches), "is a list of host:port");
        return Map.of("kafka.bootstrap.servers", brokers);
    }
}
