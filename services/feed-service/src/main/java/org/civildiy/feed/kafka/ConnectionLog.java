package org.civildiy.feed.kafka;

import io.quarkus.logging.Log;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;

/**
 * The connection log: one line when the connection to Kafka is lost, and one line when the connection is back. Kafka's own client logs
 * either every attempt to connect or none.
 */
public final class ConnectionLog {
    private final Metric connections;
    private final Metric incoming;
    private final State state = new State();

    public ConnectionLog(Consumer<?, ?> consumer) {
        connections = metric(consumer, "connection-count");
        incoming = metric(consumer, "incoming-byte-total");
    }

    /** Logs whether the connection was lost or is back since the last call. To be called about once a second. */
    public void check() {
        switch (state.after(number(connections) > 0, number(incoming))) {
            case LOST -> Log.warn("projector: Kafka unavailable, will connect again");
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

    enum Change {
        NONE,
        LOST,
        FOUND
    }

    /** The state of the connection. At the start there is no connection for a moment; that does not count as a loss. */
    static final class State {
        private boolean wasConnected;
        private boolean lost;
        private double bytesWhenLost;

        /** A frozen broker accepts connections and sends nothing. So Kafka is back only when bytes were received after the loss. */
        Change after(boolean connected, double bytes) {
            boolean justLost = wasConnected && !connected;
            wasConnected = connected;
            if (!lost && justLost) {
                lost = true;
                bytesWhenLost = bytes;
                return Change.LOST;
            }
            if (lost && connected && bytes > bytesWhenLost) {
                lost = false;
                return Change.FOUND;
            }
            return Change.NONE;
        }
    }
}
