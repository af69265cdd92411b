package org.civildiy.chaos.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.civildiy.chaos.check.PromiseViolation.Anomaly;
import org.civildiy.chaos.history.FinalState;
import org.civildiy.chaos.history.FinalState.Recorded;
import org.civildiy.chaos.history.FinalState.Stored;
import org.civildiy.chaos.history.GeneratedContent;
import org.civildiy.chaos.history.Operation.Write;
import org.civildiy.chaos.history.OperationType;

/**
 * Promise P1 for the topic: the topic has an event for every change.
 *
 * <ul>
 *   <li>All events of a post are in one partition.
 *   <li>The versions of a post follow each other without a gap, up to the version in the store or to the delete. A version may occur again
 *       after a newer version, since events are published at least once.
 *   <li>The last record of a post is the newest version, because compaction keeps only the last record.
 *   <li>A version may be missing only in a compacted partition, and only when a newer version is there.
 * </ul>
 * When a fault has deleted events, the events that are left are checked, but not whether any event is missing.
 */
final class TopicCheck {
    private final Writes writes;
    private final FinalState found;
    private final Map<String, Stored> store = new HashMap<>();
    private final List<PromiseViolation> violations = new ArrayList<>();

    private TopicCheck(Writes writes, FinalState found) {
        this.writes = writes;
        this.found = found;
        found.store().forEach(stored -> store.put(stored.post(), stored));
    }

    static List<PromiseViolation> check(Writes writes, FinalState found) {
        var check = new TopicCheck(writes, found);
        Map<String, List<Recorded>> byPost = new LinkedHashMap<>();
        found.topic()
                .forEach(event -> byPost.computeIfAbsent(event.post(), _ -> new ArrayList<>())
                        .add(event));
        byPost.forEach(check::order);
        byPost.forEach(check::content);
        if (found.eventsDeleted()) {
            return check.violations;
        }
        writes.byPost()
                .forEach((post, ofPost) -> check.completeness(post, ofPost, byPost.getOrDefault(post, List.of())));
        return check.violations;
    }

    private void order(String post, List<Recorded> events) {
        if (events.stream().map(Recorded::partition).distinct().count() > 1) {
            report(Anomaly.OUT_OF_ORDER, "events of post %s are in several partitions".formatted(post));
        }
        var seen = new TreeSet<Long>();
        for (Recorded event : events) {
            long version = event.version();
            if (!seen.contains(version) && !seen.isEmpty() && version < seen.last()) {
                report(
                        Anomaly.OUT_OF_ORDER,
                        "version %d of post %s comes behind version %d".formatted(version, post, seen.last()));
            }
            seen.add(version);
        }
        if (events.getLast().version() != seen.last()) {
            report(
                    Anomaly.OUT_OF_ORDER,
                    "the last record of post %s is version %d though there is %d: compaction would keep the old one"
                            .formatted(post, events.getLast().version(), seen.last()));
        }
        boolean compacted = found.eventsDeleted()
                || found.compacted().contains(events.getFirst().partition());
        if (!compacted && seen.size() != seen.last()) {
            report(Anomaly.GAP, "of post %s there are the versions %s".formatted(post, seen));
        }
    }

    private void content(String post, List<Recorded> events) {
        Map<Long, Integer> texts = new HashMap<>();
        for (Recorded event : events) {
            Integer before = texts.put(event.version(), event.write());
            boolean another = before != null && before != event.write();
            if (another || (!event.deletes() && !writes.mayHaveWritten(event.write(), post))) {
                report(
                        Anomaly.WRONG_CONTENT,
                        "version %d of post %s has a text that no write gave it".formatted(event.version(), post));
            }
        }
        for (Write write : writes.byPost().getOrDefault(post, List.of())) {
            Integer text = texts.get(write.version());
            int expected =
                    write.call().kind() == OperationType.DELETE ? GeneratedContent.UNKNOWN_WRITE : write.number();
            if (write.call().acknowledged() && text != null && text != expected) {
                report(
                        Anomaly.WRONG_CONTENT,
                        "version %d of post %s is by write %d, the topic has the text of %d"
                                .formatted(write.version(), post, write.number(), text));
            }
        }
    }

    private void completeness(String post, List<Write> ofPost, List<Recorded> events) {
        long published = events.stream().mapToLong(Recorded::version).max().orElse(0);
        for (Write write : ofPost) {
            if (write.call().acknowledged() && write.version() > published) {
                report(
                        Anomaly.LOST,
                        write.call().kind(),
                        "version %d of post %s; the topic ends with %d".formatted(write.version(), post, published));
            }
        }
        Stored stored = store.get(post);
        if (stored != null && stored.version() != published) {
            report(
                    Anomaly.LOST,
                    OperationType.UPDATE,
                    "the store has version %d of post %s, the topic %d".formatted(stored.version(), post, published));
        }
        boolean deletionPublished = events.stream().anyMatch(event -> event.deletes() && event.version() == published);
        if (stored == null && published > 0 && !deletionPublished) {
            report(
                    Anomaly.LOST,
                    OperationType.DELETE,
                    "post %s was deleted and the topic has no event of it".formatted(post));
        }
    }

    private void report(Anomaly broken, String what) {
        report(broken, OperationType.UPDATE, what);
    }

    private void report(Anomaly broken, OperationType kind, String what) {
        violations.add(new PromiseViolation(broken, kind, "topic: " + what));
    }
}
