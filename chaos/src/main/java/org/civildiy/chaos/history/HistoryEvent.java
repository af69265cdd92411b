package org.civildiy.chaos.history;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The beginning or the end of an operation. At equal times a beginning is sorted before an end. So when one operation ends at the very
 * nanosecond at which another begins, the two count as concurrent.
 */
public record HistoryEvent(long time, boolean begins, Operation operation) {
    public static List<HistoryEvent> inOrder(List<Operation> history) {
        return history.stream()
                .flatMap(operation -> Stream.of(
                        new HistoryEvent(operation.call().invoked(), true, operation),
                        new HistoryEvent(operation.call().completed(), false, operation)))
                .sorted(Comparator.comparingLong(HistoryEvent::time).thenComparing(moment -> !moment.begins()))
                .toList();
    }
}
