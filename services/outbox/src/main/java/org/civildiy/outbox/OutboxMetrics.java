package org.civildiy.outbox;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The metrics of the outbox. Each sweep measures depth and age in the store, so these two cover the events of all instances. They are NaN
 * while the store is unavailable.
 */
@ApplicationScoped
class OutboxMetrics {
    private final Counter published;
    private final Counter failures;
    private volatile Backlog backlog = Backlog.UNKNOWN;

    OutboxMetrics(MeterRegistry registry, OutboxConfig config, StoreClock clock) {
        published = Counter.builder(config.metrics() + ".published")
                .description("Events that the broker has acknowledged")
                .register(registry);
        failures = Counter.builder(config.metrics() + ".failures")
                .description("Publications that failed and were left to a sweep")
                .register(registry);
        Gauge.builder(config.metrics() + ".depth", this, metrics -> metrics.ifKnown((double) metrics.backlog.depth()))
                .description("Entries with events that are not on the topic")
                .register(registry);
        Gauge.builder(
                        config.metrics() + ".oldest.age",
                        this,
                        metrics -> metrics.ifKnown(
                                metrics.backlog.age(clock.instant()).toMillis() / 1000.0))
                .description("How long the oldest event that is not on the topic has waited")
                .baseUnit("seconds")
                .register(registry);
    }

    void published(int events) {
        published.increment(events);
    }

    void failed() {
        failures.increment();
    }

    void measured(Backlog measured) {
        backlog = measured;
    }

    Backlog backlog() {
        return backlog;
    }

    private double ifKnown(double value) {
        return backlog.isKnown() ? value : Double.NaN;
    }
}
