package org.civildiy.chaos.report;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import org.civildiy.chaos.history.Invocation;
import org.civildiy.chaos.history.Operation;
import org.civildiy.chaos.history.OperationType;

/** How an operation fared over a time. */
final class Availability {
    private Availability() {}

    /**
     * The longest time in which nobody succeeded: between two answers to any clients that acknowledged what they had asked for, or from the
     * beginning, or until the end. Without any failure it is the usual time between two answers, so read it beside the baseline.
     */
    static Duration longestWithoutSuccess(List<Operation> operations, OperationType kind, long from, long until) {
        var successes = operations.stream()
                .map(Operation::call)
                .filter(call -> call.kind() == kind && call.acknowledged())
                .mapToLong(Invocation::completed)
                .filter(time -> time > from && time < until);
        long[] times = LongStream.concat(successes, LongStream.of(from, until))
                .sorted()
                .toArray();
        long longest = 0;
        for (int next = 1; next < times.length; next++) {
            longest = Math.max(longest, times[next] - times[next - 1]);
        }
        return Duration.ofNanos(longest);
    }
}
