package org.civildiy.outbox;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The factory of a service's {@link Outbox}. The service itself produces the outbox as a singleton bean, because CDI allows no singleton
 * of a generic class.
 */
@ApplicationScoped
public class OutboxFactory {
    private final EventSender sender;
    private final BrokerConnection connection;
    private final SerializedWrites writes;
    private final OutboxConfig config;
    private final OutboxMetrics metrics;
    private final StoreClock clock;

    OutboxFactory(
            EventSender sender,
            BrokerConnection connection,
            SerializedWrites writes,
            OutboxConfig config,
            OutboxMetrics metrics,
            StoreClock clock) {
        this.sender = sender;
        this.connection = connection;
        this.writes = writes;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    public <T extends OutboxEntry<T>> Outbox<T> outbox(OutboxStore<T> store) {
        var publisher = new EntryPublisher<>(store, sender, connection, writes, config, metrics, clock);
        return new Outbox<>(store, publisher, connection, config, metrics, clock);
    }
}
