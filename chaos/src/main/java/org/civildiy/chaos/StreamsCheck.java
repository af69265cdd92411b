package org.civildiy.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.civildiy.chaos.Observations.Stored;
import org.civildiy.chaos.Violation.Broken;

/**
 * At rest the streams equal the store (P2): the newest {@value #GLOBAL_SIZE} posts of all, the newest {@value #USER_SIZE} of each user,
 * each once with its last text, the latest change first; of two at the same moment the one with the greater id.
 */
final class StreamsCheck {
    static final String GLOBAL = "global";
    static final int GLOBAL_SIZE = 1000;
    static final int USER_SIZE = 100;

    private static final Comparator<Item> NEWEST_FIRST =
            Comparator.comparingLong(Item::timestamp).thenComparing(Item::post).reversed();

    private final Writes writes;
    private final Map<String, Stored> live = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    private StreamsCheck(Writes writes, Observations found) {
        this.writes = writes;
        found.store().stream().filter(stored -> !stored.deleted()).forEach(stored -> live.put(stored.post(), stored));
    }

    static List<Violation> check(Writes writes, Observations found) {
        var check = new StreamsCheck(writes, found);
        found.streams().forEach(check::stream);
        return check.violations;
    }

    static String ofUser(long user) {
        return "user:" + user;
    }

    private void stream(String name, List<Item> items) {
        boolean global = name.equals(GLOBAL);
        Kind kind = global ? Kind.READ_STREAM : Kind.READ_OWN_STREAM;
        var expected = live.values().stream()
                .map(Stored::item)
                .filter(item -> global || name.equals(ofUser(item.user())))
                .sorted(NEWEST_FIRST)
                .limit(global ? GLOBAL_SIZE : USER_SIZE)
                .toList();
        if (expected.equals(items)) {
            return;
        }
        int before = violations.size();
        items(name, kind, items);
        Set<String> shown = new HashSet<>(items.stream().map(Item::post).toList());
        expected.stream()
                .filter(item -> !shown.contains(item.post()))
                .forEach(item -> report(Broken.GAP, kind, name, "is missing: " + item));
        if (violations.size() == before) {
            report(Broken.OUT_OF_ORDER, kind, name, "does not have the order of the changes' times");
        }
    }

    private void items(String name, Kind kind, List<Item> items) {
        Set<String> seen = new HashSet<>();
        for (Item item : items) {
            Stored stored = live.get(item.post());
            if (!seen.add(item.post())) {
                report(Broken.DUPLICATED, kind, name, "is there twice: " + item);
            } else if (stored == null) {
                report(Broken.RESURRECTED, kind, name, "is not in the store: " + item);
            } else if (!item.equals(stored.item())) {
                long shown = writes.versionOf(item.write());
                boolean stale = shown > 0 && shown < stored.version();
                report(
                        stale ? Broken.STALE : Broken.WRONG_CONTENT,
                        kind,
                        name,
                        "is not as the store has it (version %d): %s".formatted(stored.version(), item));
            }
        }
    }

    private void report(Broken broken, Kind kind, String stream, String what) {
        violations.add(new Violation(broken, kind, "stream %s: %s".formatted(stream, what)));
    }
}
