package org.civildiy.chaos.report;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import org.civildiy.chaos.history.Invocation;
import org.civildiy.chaos.history.Operation;
import org.civildiy.chaos.history.Operation.StreamRead;
import org.civildiy.chaos.history.OperationType;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.minBy;

/** The availability of operations during a fault and after it. */
final class Availability {
    private Availability() {}

    /**
     * The longest time between {@code from} and {@code until} in which no request of this type succeeded, for any client. The result is
     * never zero: without failures it is the usual time between two answers. So compare it with the result for a time without faults.
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

    /** The time from the end of a fault until every type of operation had succeeded at least once; empty when a type never succeeded. */
    static Optional<Duration> untilAllSucceed(List<Operation> operations, long ended) {
        var firsts = operations.stream()
                .map(Operation::call)
                .filter(call -> call.acknowledged() && call.completed() >= ended)
                .collect(
                        groupingBy(Invocation::kind, mapping(Invocation::completed, minBy(Comparator.naturalOrder()))));
        return firsts.size() < OperationType.values().length
                ? Optional.empty()
                : firsts.values().stream()
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder())
                        .map(last -> Duration.ofNanos(last - ended));
    }

    /**
     * The time from the end of a fault until the first answer of a stream read that waited for the projection of a certain write and got
     * it. Such a read has a {@code position}. Empty when there was no such read.
     */
    static Optional<Duration> untilStreamsFollow(List<Operation> operations, long ended) {
        return operations.stream()
                .filter(operation -> operation instanceof StreamRead read && read.position() != null)
                .map(operation -> operation.call().completed() - ended)
                .filter(time -> time >= 0)
                .min(Comparator.naturalOrder())
                .map(Duration::ofNanos);
    }
}
