package org.civildiy.chaos;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The beginning or the end of an operation. Of two at the same time the beginning comes first, so that an operation has surely ended before
 * another one began only when its end comes before that one's beginning.
 */
record Moment(long time, boolean begins, Operation operation) {
    static List<Moment> inOrder(List<Operation> history) {
        return history.stream()
                .flatMap(operation -> Stream.of(
                        new Moment(operation.call().invoked(), true, operation),
                        new Moment(operation.call().completed(), false, operation)))
                .sorted(Comparator.comparingLong(Moment::time).thenComparing(moment -> !moment.begins()))
                .toList();
    }
}
