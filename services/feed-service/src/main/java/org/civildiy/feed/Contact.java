package org.civildiy.feed;

import io.quarkus.logging.Log;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;

/** Says once that Kafka is away, and once that it is back: its client says so with every attempt to connect, or not at all. */
final class Contact {
    private final Metric connections;
    private final Metric incoming;
    private final State state = new State();

    Contact(Consumer<?, ?> consumer) {
        connections = metric(consumer, "connection-count");
        incoming = metric(consumer, "incoming-byte-total");
    }

    /** After each attempt to read. */
    void check() {
        switch (state.after(number(connections) > 0, number(incoming))) {
            case LOST -> Log.warn("projector: Kafka away, will connect again");
            case FOUND -> Log.info("projector: Kafka is back");
            case NONE -> {}
        }
    }

    private static Metric metric(Consumer<?, ?> consumer, String name) {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name)
                        && metric.getKey().group().equals("consumer-metrics"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static double number(Metric metric) {
        return ((Number) metric.metricValue()).doubleValue();
    }

    enum News {
        NONE,
        LOST,
        FOUND
    }

    /** What is known of the connections. That the first one takes a moment is no news. */
    static final class State {
        private boolean made;
        private boolean lost;
        private double heard;

        /** A broker that is frozen takes connections and says nothing: only one that was heard is back. */
        News after(boolean connected, double bytes) {
            boolean gone = made && !connected;
            made = connected;
            if (!lost && gone) {
                lost = true;
                heard = bytes;
                return News.LOST;
            }
            if (lost && connected && bytes > heard) {
                lost = false;
                return News.FOUND;
            }
            return News.NONE;
        }
    }
}
