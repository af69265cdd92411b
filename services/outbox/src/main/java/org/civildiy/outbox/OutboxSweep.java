package org.civildiy.outbox;

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
 * The sweeps: a loop in every instance that publishes the events which no request has published.
 *
 * <p>One sweep asks for the store's time, reconnects to an unavailable broker, measures the backlog, publishes events that were left over,
 * and runs the service's {@link SweepTask}s. When events are still left over, the next sweep begins at once. Otherwise it begins after
 * {@link OutboxConfig#sweepInterval}. While the store or the broker is unavailable, the pause between two sweeps grows.
 */
@ApplicationScoped
class OutboxSweep {
    private final OutboxStore<?> store;
    private final BrokerConnection connection;
    private final Outbox<?> outbox;
    private final List<SweepTask> tasks;
    private final OutboxConfig config;
    private final OutboxMetrics metrics;
    private final StoreClock clock;
    private final Backoff backoff;

    private @Nullable Cancellable sweeps;

    OutboxSweep(
            OutboxStore<?> store,
            BrokerConnection connection,
            Outbox<?> outbox,
            @All List<SweepTask> tasks,
            OutboxConfig config,
            OutboxMetrics metrics,
            StoreClock clock) {
        this.store = store;
        this.connection = connection;
        this.outbox = outbox;
        this.tasks = tasks;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
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
        return clock.synchronize(store.time())
                .onFailure()
                .recoverWithNull()
                .chain(connection::reconnect)
                .onItemOrFailure()
                .call((connected, unavailable) -> measure())
                .chain(this::publishLeftOver)
                .call(more -> runTasks())
                .map(this::pauseAfter)
                .onFailure()
                .recoverWithItem(this::backOff);
    }

    /** Publishes batch after batch, for about one sweep interval at most. Emits whether events are still left over. */
    private Uni<Boolean> publishLeftOver() {
        var until = clock.instant().plus(config.sweepInterval());
        return Multi.createBy()
                .repeating()
                .uni(outbox::publishLeftOver)
                .whilst(more ->
                        more && connection.isAvailable() && clock.instant().isBefore(until))
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

    private Duration pauseAfter(boolean more) {
        if (!connection.isAvailable()) {
            return backOff(new BrokerUnavailable("lost while sweeping"));
        }
        backoff.reset();
        return more ? Duration.ZERO : config.sweepInterval();
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
