package org.civildiy.chaos.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.civildiy.chaos.check.PromiseViolation.Anomaly;
import org.civildiy.chaos.history.HistoryEvent;
import org.civildiy.chaos.history.Operation;
import org.civildiy.chaos.history.Operation.Position;
import org.civildiy.chaos.history.Operation.StreamRead;
import org.civildiy.chaos.history.StreamItem;

/**
 * At no moment does a stream show a deleted post again or an older version after a newer one (P3). For one post in one stream, and two reads
 * of it of which the first was answered before the second began, by whichever clients:
 * <ul>
 *   <li>stale: the second shows an older version than the first did, or than the service said was projected;
 *   <li>resurrected: the second shows the post though the service said to the first that its delete is projected, or did not show it though it had to:
 *       an earlier read had shown it with a change that is newer than the last item of the first, so that only a delete can have taken it
 *       out;
 *   <li>gap: such an absence that no delete explains that was asked for before the first read was answered.
 * </ul>
 * Two reads at the same time say nothing about each other, and a read says nothing about writes that were acknowledged before it: the
 * stream follows the store and may be late. Within one read no post is there twice, and the order is that of the changes' times.
 */
final class StreamReadsCheck {
    private final Writes writes;
    private final Map<String, Shown> shown = new HashMap<>();
    private final TreeMap<Long, Set<String>> byTime = new TreeMap<>();
    private final Map<String, Long> projected = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final IdentityHashMap<StreamRead, Set<String>> missing = new IdentityHashMap<>();
    private final List<PromiseViolation> violations = new ArrayList<>();

    /** What reads that were answered have shown of a post. */
    private record Shown(long version, long timestamp) {}

    private StreamReadsCheck(Writes writes) {
        this.writes = writes;
    }

    static List<PromiseViolation> check(Writes writes, List<Operation> history) {
        Map<String, List<Operation>> byStream = new TreeMap<>();
        for (Operation operation : history) {
            if (operation instanceof StreamRead read && read.call().acknowledged()) {
                byStream.computeIfAbsent(read.stream(), _ -> new ArrayList<>()).add(read);
            }
        }
        var violations = new ArrayList<PromiseViolation>();
        byStream.values().forEach(reads -> violations.addAll(new StreamReadsCheck(writes).ofOneStream(reads)));
        return violations;
    }

    private List<PromiseViolation> ofOneStream(List<Operation> reads) {
        for (HistoryEvent moment : HistoryEvent.inOrder(reads)) {
            StreamRead read = (StreamRead) moment.operation();
            if (moment.begins()) {
                begun(read);
            } else {
                answered(read);
            }
        }
        return violations;
    }

    private void begun(StreamRead read) {
        Set<String> posts = new HashSet<>();
        StreamItem before = null;
        for (StreamItem item : read.items()) {
            if (!posts.add(item.post())) {
                report(Anomaly.DUPLICATED, read, item.post(), "is there twice");
            }
            if (before != null && item.timestamp() > before.timestamp()) {
                report(Anomaly.OUT_OF_ORDER, read, item.post(), "is behind an older change, of post " + before.post());
            }
            item(read, item);
            before = item;
        }
        missing.put(read, absent(read, posts));
    }

    private void item(StreamRead read, StreamItem item) {
        String post = item.post();
        long version = writes.versionOf(item.write());
        Position position = read.position();
        boolean waitedFor = position != null && position.post().equals(post);
        if (deleted.contains(post) || (waitedFor && deletes(position))) {
            report(Anomaly.RESURRECTED, read, post, "is shown at version %d after its delete was".formatted(version));
        }
        if (!writes.mayHaveWritten(item.write(), post)) {
            report(Anomaly.WRONG_CONTENT, read, post, "has a text that no write gave it");
        }
        long seen = shown.containsKey(post) ? shown.get(post).version() : 0;
        long atLeast = Math.max(Math.max(seen, projected.getOrDefault(post, 0L)), waitedFor ? position.version() : 0);
        if (version > 0 && version < atLeast) {
            report(Anomaly.STALE, read, post, "is shown at version %d after version %d".formatted(version, atLeast));
        }
    }

    /** Posts that this read had to show, and did not. */
    private Set<String> absent(StreamRead read, Set<String> posts) {
        boolean whole = read.items().size() < read.limit();
        var after = whole ? byTime : byTime.tailMap(read.items().getLast().timestamp(), false);
        Set<String> absent = new TreeSet<>();
        after.values().stream()
                .flatMap(Set::stream)
                .filter(post -> !posts.contains(post))
                .forEach(absent::add);
        for (String post : absent) {
            if (!writes.mayBeDeletedBy(post, read.call().completed())) {
                report(Anomaly.GAP, read, post, "was shown, is not any more, and nobody deleted it");
            }
        }
        return absent;
    }

    private void answered(StreamRead read) {
        for (StreamItem item : read.items()) {
            if (!deleted.contains(item.post())) {
                show(item);
            }
        }
        missing.remove(read).forEach(this::remove);
        Position position = read.position();
        if (position != null) {
            if (deletes(position)) {
                remove(position.post());
            } else {
                projected.merge(position.post(), position.version(), Math::max);
            }
        }
    }

    private void show(StreamItem item) {
        Shown before = shown.get(item.post());
        long version = writes.versionOf(item.write());
        if (before == null || version > before.version()) {
            forget(item.post(), before);
            shown.put(item.post(), new Shown(version, item.timestamp()));
            byTime.computeIfAbsent(item.timestamp(), _ -> new HashSet<>()).add(item.post());
        }
    }

    private void remove(String post) {
        deleted.add(post);
        forget(post, shown.get(post));
    }

    private void forget(String post, Shown before) {
        if (before != null) {
            byTime.computeIfPresent(before.timestamp(), (_, posts) -> {
                posts.remove(post);
                return posts.isEmpty() ? null : posts;
            });
        }
    }

    private boolean deletes(Position position) {
        return writes.deletion(position.post())
                .filter(deletion -> deletion.version() == position.version())
                .isPresent();
    }

    private void report(Anomaly broken, StreamRead read, String post, String what) {
        violations.add(new PromiseViolation(
                broken, read.call().kind(), "stream %s: post %s %s".formatted(read.stream(), post, what)));
    }
}
