package org.civildiy.chaos.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.civildiy.chaos.check.PromiseViolation.Anomaly;
import org.civildiy.chaos.history.FinalState;
import org.civildiy.chaos.history.FinalState.Stored;
import org.civildiy.chaos.history.Operation.Write;
import org.civildiy.chaos.history.OperationType;

/**
 * Promise P1 for the store: MongoDB holds every acknowledged write.
 *
 * <ul>
 *   <li>Every post whose creation was acknowledged is stored, unless a client requested its deletion.
 *   <li>The stored version is the newest acknowledged version, or a newer version by a write without an answer.
 *   <li>The stored text is the text of the write that made the stored version.
 *   <li>No version was acknowledged to two writes, and no creation made two posts.
 *   <li>{@code GET /api/posts} lists exactly the stored posts.
 * </ul>
 */
final class StoreCheck {
    private final Writes writes;
    private final FinalState found;
    private final Map<String, Stored> live = new HashMap<>();
    private final List<PromiseViolation> violations = new ArrayList<>();

    private StoreCheck(Writes writes, FinalState found) {
        this.writes = writes;
        this.found = found;
    }

    static List<PromiseViolation> check(Writes writes, FinalState found) {
        var check = new StoreCheck(writes, found);
        check.documents();
        writes.byPost().forEach(check::post);
        check.lists();
        return check.violations;
    }

    private void documents() {
        var creations = new HashSet<Integer>();
        for (Stored stored : found.store()) {
            if (!stored.deleted()) {
                if (live.put(stored.post(), stored) != null) {
                    report(Anomaly.DUPLICATED, OperationType.CREATE, "two documents of post " + stored.post());
                }
                if (!writes.mayHaveWritten(stored.write(), stored.post())) {
                    report(
                            Anomaly.WRONG_CONTENT,
                            OperationType.UPDATE,
                            "post %s has a text that no write gave it".formatted(stored.post()));
                }
                if (stored.version() == 1 && !creations.add(stored.write())) {
                    report(Anomaly.DUPLICATED, OperationType.CREATE, "two posts by write " + stored.write());
                }
            }
        }
    }

    private void post(String post, List<Write> ofPost) {
        Stored stored = live.get(post);
        Map<Long, Write> byVersion = new HashMap<>();
        for (Write write : ofPost) {
            if (write.call().acknowledged()) {
                Write other = byVersion.put(write.version(), write);
                if (other != null) {
                    report(
                            Anomaly.LOST,
                            write.call().kind(),
                            "writes %d and %d were both acknowledged as version %d of post %s"
                                    .formatted(other.number(), write.number(), write.version(), post));
                }
                acknowledged(write, post, stored);
            }
        }
    }

    private void acknowledged(Write write, String post, Stored stored) {
        OperationType kind = write.call().kind();
        if (stored == null) {
            if (!writes.mayBeDeletedBy(post, Long.MAX_VALUE)) {
                report(Anomaly.LOST, kind, "post %s is not there and nobody deleted it".formatted(post));
            }
        } else if (kind == OperationType.DELETE) {
            report(Anomaly.RESURRECTED, kind, "post %s was deleted and is in the store".formatted(post));
        } else if (write.version() > stored.version()) {
            report(
                    Anomaly.LOST,
                    kind,
                    "version %d of post %s, the store has %d".formatted(write.version(), post, stored.version()));
        } else if (write.version() == stored.version() && write.number() != stored.write()) {
            report(
                    Anomaly.WRONG_CONTENT,
                    kind,
                    "version %d of post %s is by write %d, the store has the text of %d"
                            .formatted(write.version(), post, write.number(), stored.write()));
        }
    }

    private void lists() {
        Set<String> listed = new HashSet<>();
        found.listed().values().stream().flatMap(List::stream).forEach(post -> {
            if (!listed.add(post)) {
                report(Anomaly.DUPLICATED, OperationType.READ_POST, "post %s is listed twice".formatted(post));
            }
            if (!live.containsKey(post)) {
                report(
                        Anomaly.RESURRECTED,
                        OperationType.READ_POST,
                        "post %s is listed and not stored".formatted(post));
            }
        });
        live.keySet().stream()
                .filter(post -> !listed.contains(post))
                .forEach(post -> report(
                        Anomaly.GAP, OperationType.READ_POST, "post %s is stored and not listed".formatted(post)));
    }

    private void report(Anomaly broken, OperationType kind, String what) {
        violations.add(new PromiseViolation(broken, kind, "store: " + what));
    }
}
