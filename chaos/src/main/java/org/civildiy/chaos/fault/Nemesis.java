package org.civildiy.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.civildiy.chaos.time.Await;
import org.civildiy.chaos.time.RunClock;

/** The injector of faults. It carries out a plan, one slot after the other. The faults of a slot end before the next slot begins. */
public final class Nemesis {
    private final ChaosStack stack;
    private final RunClock clock;
    private final Consumer<String> reports;

    public Nemesis(ChaosStack stack, RunClock clock, Consumer<String> reports) {
        this.stack = stack;
        this.clock = clock;
        this.reports = reports;
    }

    /** Injects all faults. Returns after the last slot, when every fault has ended. */
    public List<FaultInterval> run(FaultPlan plan) {
        var intervals = new ArrayList<FaultInterval>();
        long next = clock.now();
        for (FaultPlan.Slot slot : plan.slots()) {
            long began = clock.now();
            slot.faults().forEach(stack::begin);
            Await.pass(slot.harm());
            slot.faults().forEach(stack::end);
            long ended = clock.now();
            next = Math.max(next + slot.length().toNanos(), ended);
            Await.pass(Duration.ofNanos((next - ended) / 2));
            slot.faults().forEach(stack::settle);
            Await.pass(Duration.ofNanos(next - clock.now()));
            var interval = new FaultInterval(slot.faults(), began, ended, clock.now());
            reports.accept("%6.1f s  %s".formatted(began / 1e9, interval.label()));
            intervals.add(interval);
        }
        return intervals;
    }
}
