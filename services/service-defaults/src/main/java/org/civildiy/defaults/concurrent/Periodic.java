package org.civildiy.defaults.concurrent;

import java.time.Duration;
import java.util.function.Supplier;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * A task that runs once in each period until it is cancelled. Runs never overlap: when a run takes longer than the period, the periods
 * that pass meanwhile are skipped. A run that fails does not end the task. A task handles the failures that it expects; any other failure
 * is logged as an error.
 */
public final class Periodic {
    private Periodic() {}

    /** The first run begins at once. */
    public static Cancellable every(Duration period, Supplier<Uni<Void>> task) {
        return run(Multi.createFrom().ticks().every(period), task);
    }

    /** The first run begins after one period. */
    public static Cancellable afterEvery(Duration period, Supplier<Uni<Void>> task) {
        return run(Multi.createFrom().ticks().startingAfter(period).every(period), task);
    }

    private static Cancellable run(Multi<Long> ticks, Supplier<Uni<Void>> task) {
        return ticks.onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> Uni.createFrom()
                        .deferred(task::get)
                        .onFailure()
                        .invoke(failure -> Log.errorf(failure, "periodic: a run failed"))
                        .onFailure()
                        .recoverWithNull())
                .subscribe()
                .with(done -> {});
    }
}
