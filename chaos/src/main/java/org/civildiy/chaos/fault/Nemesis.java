package org.civildiy.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.civildiy.chaos.time.Await;
import org.civildiy.chaos.time.RunClock;

/** Does the faults of a plan, one slot after the other, and ends each before the next begins. */
public final class Nemesis {
    private final ChaosStack stack;
    private final RunClock clock;
    private final Consumer<String> reports;

    public Nemesis(ChaosStack stack, RunClock clock, Consumer<String> reports) {
        this.stack = stack;
        this.clock = clock;
        this.reports = reports;
    }

    /** Returns when the last slot is over; nothing is frozen or cut then. */
    public List<FaultInterval> run(FaultPlan plan) {
        var intervals = new ArrayList<FaultInterval>();
        long next = clock.now();
        for (List<Fault> faults : plan.faults()) {
            long began = clock.now();
            faults.forEach(stack::begin);
            Await.pass(plan.harm());
            faults.forEach(stack::end);
            long ended = clock.now();
            next = Math.max(next + plan.slot().toNanos(), ended);
            Await.pass(Duration.ofNanos(next - ended));
            var interval = new FaultInterval(faults, began, ended, clock.now());
            reports.accept("%6.1f s  %s".formatted(began / 1e9, interval.label()));
            intervals.add(interval);
        }
        return intervals;
    }
}
