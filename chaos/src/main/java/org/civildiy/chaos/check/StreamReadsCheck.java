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
 * Promise P3 in reads of streams: a stream never shows a deleted post again, nor an older version after a newer version.
 *
 * <p>Two reads of one stream are compared when the first read was answered before the second read began. They may be by different clients.
 * <ul>
 *   <li>stale: the second read shows an older version of a post than the first read, or an older version than the answer of one of the two
 *       reads reports as projected.
 *   <li>resurrected: the second read shows a deleted post. A post is deleted when the answer of one of the two reads reports the delete as
 *       projected. A post is deleted also when the first read does not show the post although earlier reads showed the post with a change
 *       that is newer than the last item of the first read: only a delete removes such a post from the stream.
 *   <li>gap: a read does not show such a post any more, and no client had requested the deletion of the post before that read was
 *       answered.
 * </ul>
 * Concurrent reads are not compared. A read may show the state before an acknowledged write, because the stream follows the store with a
 * delay. Within one read each post occurs once, and the items are in the order of the changes' times.
 */
final class StreamReadsCheck {
    private final Writes writes;
    private final Map<String, Shown> shown = new HashMap<>();
    private final TreeMap<Long, Set<String>> byTime = new TreeMap<>();
    private final Map<String, Long> projected = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final IdentityHashMap<StreamRead, Set<String>> missing = new IdentityHashMap<>();
    private final List<PromiseViolation> violations = new ArrayList<>();

    /** The newest state of a post that answered reads have shown. */
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

    /** Posts that this read had to show and did not show. A read with fewer items than its limit had to show every post of the stream. */
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
