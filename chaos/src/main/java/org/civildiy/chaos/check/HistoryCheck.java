package org.civildiy.chaos.check;

import java.util.List;
import java.util.stream.Stream;

import org.civildiy.chaos.history.FinalState;
import org.civildiy.chaos.history.Operation;

/**
 * The check of a run: it compares the answers that clients got with the state at rest. Both are recorded before; the check queries no
 * running system.
 *
 * <p>A write with an unknown outcome was applied once or never. If it was applied, that may have happened at any time after the request.
 * The check accepts every state that one of these cases explains.
 */
public final class HistoryCheck {
    private HistoryCheck() {}

    /** All violations of promises. The list is empty when all promises were kept. */
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
