package org.civildiy.posts;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * How the outbox is doing. Depth and age are what the last sweep found in MongoDB, for all instances together; they are no number
 * while MongoDB is away.
 */
@ApplicationScoped
class OutboxMetrics {
    private final Counter published;
    private final Counter failures;
    private volatile Backlog backlog = Backlog.UNKNOWN;

    OutboxMetrics(MeterRegistry registry) {
        published = Counter.builder("posts.outbox.published")
                .description("Events that the broker has acknowledged")
                .register(registry);
        failures = Counter.builder("posts.outbox.failures")
                .description("Publications that failed and were left to a sweep")
                .register(registry);
        Gauge.builder("posts.outbox.depth", this, metrics -> metrics.ifKnown((double) metrics.backlog.posts()))
                .description("Posts with events that are not on the topic")
                .register(registry);
        Gauge.builder(
                        "posts.outbox.oldest.age",
                        this,
                        metrics -> metrics.ifKnown(
                                metrics.backlog.age(Instant.now()).toMillis() / 1000.0))
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
