package org.civildiy.chaos.check;

import java.util.List;
import java.util.stream.Stream;

import org.civildiy.chaos.history.FinalState;
import org.civildiy.chaos.history.Operation;

/**
 * Compares the answers that clients got with the state at rest. Nothing here queries a running system: a history and a final state go in,
 * violations come out.
 *
 * <p>A write whose outcome is unknown may have been done or not, at any time after it was asked for, once. Any state that some choice of
 * these explains is right.
 */
public final class HistoryCheck {
    private HistoryCheck() {}

    /** Everything that is wrong; nothing when all promises were kept. */
    public static List<PromiseViolation> check(List<Operation> history, FinalState found) {
        var writes = new Writes(history, found);
        return Stream.of(
                        StoreCheck.check(writes, found),
                        TopicCheck.check(writes, found),
                        StreamsCheck.check(writes, found),
                        PostReadsCheck.check(writes, history),
                        StreamReadsCheck.check(writes, history))
                .flatMap(List::stream)
                .toList();
    }
}
