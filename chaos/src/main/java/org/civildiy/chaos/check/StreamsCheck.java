package org.civildiy.chaos.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.civildiy.chaos.check.PromiseViolation.Anomaly;
import org.civildiy.chaos.history.FinalState;
import org.civildiy.chaos.history.FinalState.Stored;
import org.civildiy.chaos.history.OperationType;
import org.civildiy.chaos.history.StreamItem;

/**
 * Promise P2: when the system is at rest, the streams show the state of the store.
 *
 * <p>The global stream shows the newest {@value #GLOBAL_SIZE} posts of all users. The stream of a user shows that user's newest
 * {@value #USER_SIZE} posts. Each post occurs once, with its last text. The latest change comes first. Of two changes at the same moment,
 * the change of the post with the greater id comes first.
 */
final class StreamsCheck {
    static final int GLOBAL_SIZE = 1000;
    static final int USER_SIZE = 100;

    private static final Comparator<StreamItem> NEWEST_FIRST = Comparator.comparingLong(StreamItem::timestamp)
            .thenComparing(StreamItem::post)
            .reversed();

    private final Writes writes;
    private final Map<String, Stored> live = new HashMap<>();
    private final List<PromiseViolation> violations = new ArrayList<>();

    private StreamsCheck(Writes writes, FinalState found) {
        this.writes = writes;
        found.store().stream().filter(stored -> !stored.deleted()).forEach(stored -> live.put(stored.post(), stored));
    }

    public static List<PromiseViolation> check(Writes writes, FinalState found) {
        var check = new StreamsCheck(writes, found);
        found.streams().forEach(check::stream);
        return check.violations;
    }

    private void stream(String name, List<StreamItem> items) {
        boolean global = name.equals(FinalState.GLOBAL);
        OperationType kind = global ? OperationType.READ_STREAM : OperationType.READ_OWN_STREAM;
        var expected = live.values().stream()
                .map(Stored::item)
                .filter(item -> global || name.equals(FinalState.ofUser(item.user())))
                .sorted(NEWEST_FIRST)
                .limit(global ? GLOBAL_SIZE : USER_SIZE)
                .toList();
        if (expected.equals(items)) {
            return;
        }
        int before = violations.size();
        items(name, kind, items);
        Set<String> shown = new HashSet<>(items.stream().map(StreamItem::post).toList());
        expected.stream()
                .filter(item -> !shown.contains(item.post()))
                .forEach(item -> report(Anomaly.GAP, kind, name, "is missing: " + item));
        if (violations.size() == before) {
            report(Anomaly.OUT_OF_ORDER, kind, name, "does not have the order of the changes' times");
        }
    }

    private void items(String name, OperationType kind, List<StreamItem> items) {
        Set<String> seen = new HashSet<>();
        for (StreamItem item : items) {
            Stored stored = live.get(item.post());
            if (!seen.add(item.post())) {
                report(Anomaly.DUPLICATED, kind, name, "is there twice: " + item);
            } else if (stored == null) {
                report(Anomaly.RESURRECTED, kind, name, "is not in the store: " + item);
            } else if (!item.equals(stored.item())) {
                long shown = writes.versionOf(item.write());
                boolean stale = shown > 0 && shown < stored.version();
                report(
                        stale ? Anomaly.STALE : Anomaly.WRONG_CONTENT,
                        kind,
                        name,
                        "is not as the store has it (version %d): %s".formatted(stored.version(), item));
            }
        }
    }

    private void report(Anomaly broken, OperationType kind, String stream, String what) {
        violations.add(new PromiseViolation(broken, kind, "stream %s: %s".formatted(stream, what)));
    }
}
