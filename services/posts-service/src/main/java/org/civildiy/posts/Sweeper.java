package org.civildiy.posts;

import java.time.Clock;
import java.time.Duration;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * Looks after the outbox in every instance, for as long as it runs: measures the backlog, finds the broker when it is away,
 * publishes what is left over, and has keys forgotten that are over. While full batches are left over it goes on with the next at once,
 * and sees to everything else once in a {@link OutboxConfig#sweepInterval}; it pauses when less is left over, and backs off while MongoDB or
 * the broker is away.
 */
@ApplicationScoped
class Sweeper {
    private final PostStore store;
    private final EventTopic topic;
    private final Outbox outbox;
    private final IdempotencyKeys keys;
    private final OutboxConfig config;
    private final OutboxMetrics metrics;
    private final Clock clock = Clock.systemUTC();

    private Cancellable sweeps;
    private int failures;

    Sweeper(
            PostStore store,
            EventTopic topic,
            Outbox outbox,
            IdempotencyKeys keys,
            OutboxConfig config,
            OutboxMetrics metrics) {
        this.store = store;
        this.topic = topic;
        this.outbox = outbox;
        this.keys = keys;
        this.config = config;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent started) {
        sweeps = Multi.createBy()
                .repeating()
                .uni(() -> sweep().flatMap(Sweeper::pause))
                .indefinitely()
                .subscribe()
                .with(swept -> {});
    }

    @PreDestroy
    void stop() {
        sweeps.cancel();
    }

    /** One sweep; the answer is the pause that is due after it. */
    private Uni<Duration> sweep() {
        return topic.reconnect()
                .onItemOrFailure()
                .call((connected, away) -> measure())
                .chain(this::publishLeftOver)
                .call(found -> keys.forgetOld())
                .map(this::pauseAfter)
                .onFailure()
                .recoverWithItem(this::backOff);
    }

    /** How many the last batch had. */
    private Uni<Integer> publishLeftOver() {
        var until = clock.instant().plus(config.sweepInterval());
        return Multi.createBy()
                .repeating()
                .uni(outbox::publishLeftOver)
                .whilst(found -> found == config.batch()
                        && !topic.isAway()
                        && clock.instant().isBefore(until))
                .collect()
                .last();
    }

    private Uni<Void> measure() {
        return store.backlog()
                .onFailure()
                .recoverWithItem(Backlog.UNKNOWN)
                .invoke(metrics::measured)
                .replaceWithVoid();
    }

    private Duration pauseAfter(int found) {
        if (topic.isAway()) {
            return backOff(new EventTopic.BrokerAway("lost while sweeping"));
        }
        failures = 0;
        return found == config.batch() ? Duration.ZERO : config.sweepInterval();
    }

    private Duration backOff(Throwable failure) {
        failures++;
        var pause = doubled(config.sweepInterval(), failures - 1, config.longestPause());
        var backlog = metrics.backlog();
        Log.warnf(
                "outbox: %s, will retry after=%s oldest=%s depth=%s",
                failure instanceof EventTopic.BrokerAway ? "broker away" : "sweep failed",
                seconds(pause),
                backlog.isKnown() ? seconds(backlog.age(clock.instant())) : "unknown",
                backlog.isKnown() ? backlog.posts() : "unknown");
        return pause;
    }

    private static Uni<Void> pause(Duration pause) {
        return pause.isZero()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().voidItem().onItem().delayIt().by(pause);
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + "s";
    }

    /** The pause after so many failures in a row behind the first. */
    static Duration doubled(Duration first, int times, Duration longest) {
        var pause = first.multipliedBy(1L << Math.min(times, 16));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
