package org.civildiy.chaos.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.civildiy.chaos.check.PromiseViolation.Anomaly;
import org.civildiy.chaos.history.HistoryEvent;
import org.civildiy.chaos.history.Invocation;
import org.civildiy.chaos.history.Operation;
import org.civildiy.chaos.history.Operation.PostRead;
import org.civildiy.chaos.history.Operation.Write;
import org.civildiy.chaos.history.OperationType;
import org.civildiy.chaos.history.Outcome;

/**
 * Reads of a post show the latest state.
 *
 * <ul>
 *   <li>A read that began after a write was acknowledged shows the version of that write or a newer version.
 *   <li>A read that began after another read was answered shows the version of that read or a newer version.
 *   <li>No read shows a post whose delete was acknowledged before the read began.
 *   <li>A read, an update or a delete is answered with 404 only when a client had requested the deletion before that answer.
 * </ul>
 */
final class PostReadsCheck {
    private static final int NOT_FOUND = 404;

    private final Writes writes;
    private final Map<String, Long> known = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final List<PromiseViolation> violations = new ArrayList<>();

    private PostReadsCheck(Writes writes) {
        this.writes = writes;
    }

    static List<PromiseViolation> check(Writes writes, List<Operation> history) {
        var check = new PostReadsCheck(writes);
        for (HistoryEvent moment : HistoryEvent.inOrder(history)) {
            switch (moment.operation()) {
                case PostRead read
                when read.call().acknowledged() -> {
                    if (moment.begins()) {
                        check.begun(read);
                    } else {
                        check.learn(read.post(), read.version());
                    }
                }
                case Write write when moment.begins() -> check.refused(write);
                case Write write
                when write.call().acknowledged() ->
                    check.learn(write.post(), write.call().kind() == OperationType.DELETE ? 0 : write.version());
                default -> {}
            }
        }
        return check.violations;
    }

    private void begun(PostRead read) {
        if (read.version() == 0) {
            absent(read.post(), read.call());
            return;
        }
        if (deleted.contains(read.post())) {
            report(Anomaly.RESURRECTED, read, "was deleted and is read at version %d".formatted(read.version()));
        }
        long atLeast = known.getOrDefault(read.post(), 0L);
        if (read.version() < atLeast) {
            report(Anomaly.STALE, read, "is read at version %d after version %d".formatted(read.version(), atLeast));
        }
        long version = writes.versionOf(read.write());
        if (!writes.mayHaveWritten(read.write(), read.post()) || (version > 0 && version != read.version())) {
            report(Anomaly.WRONG_CONTENT, read, "is read at version %d with another text".formatted(read.version()));
        }
    }

    private void refused(Write write) {
        if (write.post() != null
                && write.call().outcome() == Outcome.REFUSED
                && write.call().status() == NOT_FOUND) {
            absent(write.post(), write.call());
        }
    }

    private void absent(String post, Invocation call) {
        if (!writes.mayBeDeletedBy(post, call.completed())) {
            violations.add(new PromiseViolation(
                    Anomaly.LOST, call.kind(), "post %s: is not found and nobody deleted it".formatted(post)));
        }
    }

    private void learn(String post, long version) {
        if (version == 0) {
            deleted.add(post);
        } else {
            known.merge(post, version, Math::max);
        }
    }

    private void report(Anomaly broken, PostRead read, String what) {
        violations.add(
                new PromiseViolation(broken, OperationType.READ_POST, "post %s: %s".formatted(read.post(), what)));
    }
}
