package org.civildiy.chaos.history;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The beginning or the end of an operation. Of two at the same time the beginning comes first, so that an operation has surely ended before
 * another one began only when its end comes before that one's beginning.
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
