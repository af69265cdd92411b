package org.civildiy.feed;

import io.quarkus.logging.Log;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;

/** Says once that Kafka is away, and once that it is back: its client says so with every attempt to connect, or not at all. */
final class Contact {
    private final Metric connections;
    private boolean made;
    private boolean lost;

    Contact(Consumer<?, ?> consumer) {
        this.connections = consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("connection-count"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** After each attempt to read; that the first connection takes a moment is not worth a word. */
    void check() {
        boolean connected = ((Number) connections.metricValue()).intValue() > 0;
        if (made && !connected) {
            Log.warn("projector: Kafka away, will connect again");
            lost = true;
        } else if (lost && connected) {
            Log.info("projector: Kafka is back");
            lost = false;
        }
        made = connected;
    }
}
