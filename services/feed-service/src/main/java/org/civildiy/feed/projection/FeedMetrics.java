package org.civildiy.feed.projection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.civildiy.feed.event.Batch;
import org.civildiy.feed.projection.Projection.Outcome.Applied;

/** The metrics of this instance's projector since its start. The counters in Redis, in contrast, count the events of all instances. */
@ApplicationScoped
public class FeedMetrics {
    private final Counter applied;
    private final Counter skipped;
    private final Counter deadLetters;
    private final DistributionSummary records;
    private final Timer time;
    private final Timer rebuilds;
    private final AtomicReference<Double> lag = new AtomicReference<>(Double.NaN);

    FeedMetrics(MeterRegistry registry) {
        applied = events(registry, "applied");
        skipped = events(registry, "skipped");
        deadLetters = events(registry, "dead_letter");
        records = DistributionSummary.builder("feed.batch.records")
                .description("Records applied together")
                .register(registry);
        time = Timer.builder("feed.batch.time")
                .description("From a batch's records to its effect in Redis")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        rebuilds = Timer.builder("feed.rebuild.time")
                .description("Rebuilds of the streams that this instance has done")
                .register(registry);
        Gauge.builder("feed.lag", lag, AtomicReference::get)
                .description(
                        "Records of this instance's partitions that are not in the streams yet; NaN while that is not known")
                .register(registry);
    }

    /** Counts a batch that was applied. */
    void batch(Batch batch, Applied outcome, Duration took) {
        applied.increment(outcome.applied());
        skipped.increment(outcome.skipped());
        deadLetters.increment(batch.deadLetters().size());
        records.record(batch.size());
        time.record(took);
    }

    public void rebuilt(Duration took) {
        rebuilds.record(took);
    }

    void lag(double records) {
        lag.set(records);
    }

    private static Counter events(MeterRegistry registry, String outcome) {
        return Counter.builder("feed.events")
                .description("Records read from the topic, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
