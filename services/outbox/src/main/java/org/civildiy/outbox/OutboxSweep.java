package org.civildiy.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import org.jspecify.annotations.Nullable;

import org.civildiy.defaults.concurrent.Backoff;
import org.civildiy.outbox.BrokerConnection.BrokerUnavailable;

/**
 * The sweep of every instance, for as long as it runs: it measures the backlog, reconnects to an unavailable broker, publishes
 * what is left over, and runs the service's {@link SweepTask}s. While full batches are left over it continues at once and does the
 * rest once in a {@link OutboxConfig#sweepInterval}; otherwise it pauses, and it backs off while the store or the broker is
 * unavailable.
 */
@ApplicationScoped
class OutboxSweep {
    private final OutboxStore<?> store;
    private final BrokerConnection connection;
    private final Outbox<?> outbox;
    private final List<SweepTask> tasks;
    private final OutboxConfig config;
    private final OutboxMetrics metrics;
    private final Backoff backoff;
    private final Clock clock = Clock.systemUTC();

    private @Nullable Cancellable sweeps;

    OutboxSweep(
            OutboxStore<?> store,
            BrokerConnection connection,
            Outbox<?> outbox,
            @All List<SweepTask> tasks,
            OutboxConfig config,
            OutboxMetrics metrics) {
        this.store = store;
        this.connection = connection;
        this.outbox = outbox;
        this.tasks = tasks;
        this.config = config;
        this.metrics = metrics;
        this.backoff = new Backoff(config.sweepInterval(), config.longestPause());
    }

    void start(@Observes StartupEvent started) {
        sweeps = Multi.createBy()
                .repeating()
                .uni(() -> sweep().flatMap(OutboxSweep::pause))
                .indefinitely()
                .subscribe()
                .with(swept -> {});
    }

    @PreDestroy
    void stop() {
        if (sweeps != null) {
            sweeps.cancel();
        }
    }

    /** Runs one sweep and returns the pause after it. */
    private Uni<Duration> sweep() {
        return connection
                .reconnect()
                .onItemOrFailure()
                .call((connected, unavailable) -> measure())
                .chain(this::publishLeftOver)
                .call(found -> runTasks())
                .map(this::pauseAfter)
                .onFailure()
                .recoverWithItem(this::backOff);
    }

    /** Returns the number of entries in the last batch. */
    private Uni<Integer> publishLeftOver() {
        var until = clock.instant().plus(config.sweepInterval());
        return Multi.createBy()
                .repeating()
                .uni(outbox::publishLeftOver)
                .whilst(found -> found == config.batch()
                        && connection.isAvailable()
                        && clock.instant().isBefore(until))
                .collect()
                .last();
    }

    private Uni<Void> runTasks() {
        return Multi.createFrom()
                .iterable(tasks)
                .onItem()
                .transformToUniAndConcatenate(SweepTask::run)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> measure() {
        return store.backlog()
                .onFailure()
                .recoverWithItem(Backlog.UNKNOWN)
                .invoke(metrics::measured)
                .replaceWithVoid();
    }

    private Duration pauseAfter(int found) {
        if (!connection.isAvailable()) {
            return backOff(new BrokerUnavailable("lost while sweeping"));
        }
        backoff.reset();
        return found == config.batch() ? Duration.ZERO : config.sweepInterval();
    }

    private Duration backOff(Throwable failure) {
        var pause = backoff.next();
        var backlog = metrics.backlog();
        Log.warnf(
                "outbox: %s, will retry after=%s oldest=%s depth=%s",
                failure instanceof BrokerUnavailable ? "broker unavailable" : "sweep failed",
                seconds(pause),
                backlog.isKnown() ? seconds(backlog.age(clock.instant())) : "unknown",
                backlog.isKnown() ? backlog.depth() : "unknown");
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
}
