package org.civildiy.chaos.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.civildiy.chaos.history.FinalState;
import org.civildiy.chaos.history.FinalState.Recorded;
import org.civildiy.chaos.history.FinalState.Stored;
import org.civildiy.chaos.history.GeneratedContent;
import org.civildiy.chaos.history.Invocation;
import org.civildiy.chaos.history.Operation;
import org.civildiy.chaos.history.Operation.Position;
import org.civildiy.chaos.history.Operation.PostRead;
import org.civildiy.chaos.history.Operation.StreamRead;
import org.civildiy.chaos.history.Operation.Write;
import org.civildiy.chaos.history.OperationType;
import org.civildiy.chaos.history.Outcome;
import org.civildiy.chaos.history.StreamItem;

/**
 * A history for the checker, in the order of time: each operation begins after the one before it has ended, and takes a second. Beside it
 * what is found afterwards, which follows from what was acknowledged unless a test takes it away.
 */
public final class HistoryBuilder {
    static final long ADA = 7;

    final List<Operation> history = new ArrayList<>();
    final List<Stored> store = new ArrayList<>();
    final List<Recorded> topic = new ArrayList<>();
    boolean eventsDeleted;
    private long time;

    /** A post that was created by write {@code number}, stored and published. */
    public HistoryBuilder created(String post, int number) {
        write(OperationType.CREATE, Outcome.ACKNOWLEDGED, 201, number, post, 1);
        store.add(new Stored(post, ADA, 1, false, number, 1000 + number));
        return recorded(post, 1, number);
    }

    /** A post that write {@code number} made one version later, stored and published. */
    public HistoryBuilder updated(String post, int number, long version) {
        write(OperationType.UPDATE, Outcome.ACKNOWLEDGED, 200, number, post, version);
        forget(post);
        store.add(new Stored(post, ADA, version, false, number, 1000 + number));
        return recorded(post, version, number);
    }

    public HistoryBuilder deleted(String post, int number, long version) {
        write(OperationType.DELETE, Outcome.ACKNOWLEDGED, 200, number, post, version);
        forget(post);
        topic.add(new Recorded(0, topic.size(), post, version, "post.deleted", GeneratedContent.UNKNOWN_WRITE));
        return this;
    }

    /** A write without an answer that changed nothing. */
    HistoryBuilder unanswered(OperationType kind, int number, String post) {
        return write(kind, Outcome.UNKNOWN, 0, number, post, 0);
    }

    public HistoryBuilder refused(OperationType kind, int status, int number, String post) {
        return write(kind, Outcome.REFUSED, status, number, post, 0);
    }

    public HistoryBuilder write(
            OperationType kind, Outcome outcome, int status, int number, String post, long version) {
        history.add(new Write(call(kind, outcome, status), number, ADA, post, version));
        return this;
    }

    /** {@code version} 0 when the post is not there. */
    public HistoryBuilder read(String post, long version, int number) {
        history.add(new PostRead(
                call(OperationType.READ_POST, Outcome.ACKNOWLEDGED, version == 0 ? 404 : 200), post, version, number));
        return this;
    }

    /** A read of the global stream that finds these, by a client that asked for no more than ten. */
    public HistoryBuilder stream(StreamItem... items) {
        return stream(null, items);
    }

    public HistoryBuilder stream(Position position, StreamItem... items) {
        history.add(streamRead(call(OperationType.READ_STREAM, Outcome.ACKNOWLEDGED, 200), 10, position, items));
        return this;
    }

    /** A read that is full with these: there may be more behind them. */
    HistoryBuilder fullStream(StreamItem... items) {
        history.add(streamRead(call(OperationType.READ_STREAM, Outcome.ACKNOWLEDGED, 200), items.length, null, items));
        return this;
    }

    /** A read that begins with the one before it. */
    HistoryBuilder streamMeanwhile(StreamItem... items) {
        var before = history.getLast().call();
        var call = new Invocation(
                OperationType.READ_STREAM, before.invoked(), before.completed(), Outcome.ACKNOWLEDGED, 200);
        history.add(streamRead(call, 10, null, items));
        return this;
    }

    HistoryBuilder forget(String post) {
        store.removeIf(stored -> stored.post().equals(post));
        return this;
    }

    public HistoryBuilder recorded(String post, long version, int number) {
        String type = version == 1 ? "post.created" : "post.updated";
        topic.add(new Recorded(0, topic.size(), post, version, type, number));
        return this;
    }

    /** The post as a stream shows it with the text of this write. */
    public static StreamItem item(String post, int number) {
        return new StreamItem(post, ADA, number == 1 ? "post.created" : "post.updated", 1000 + number, number);
    }

    /** What the checker says, with lists and streams as they follow from the store. */
    public List<PromiseViolation> violations() {
        var items = store.stream()
                .filter(stored -> !stored.deleted())
                .map(Stored::item)
                .sorted((one, other) -> Long.compare(other.timestamp(), one.timestamp()))
                .toList();
        return violations(items);
    }

    /** What the checker says when the streams are these. */
    public List<PromiseViolation> violations(List<StreamItem> streams) {
        var listed = store.stream()
                .filter(stored -> !stored.deleted())
                .map(Stored::post)
                .toList();
        return HistoryCheck.check(
                history,
                new FinalState(
                        store,
                        Map.of(ADA, listed),
                        topic,
                        Set.of(),
                        eventsDeleted,
                        Map.of("global", streams, "user:" + ADA, streams)));
    }

    public static List<PromiseViolation.Anomaly> broken(List<PromiseViolation> violations) {
        return violations.stream().map(PromiseViolation::broken).distinct().toList();
    }

    public static List<StreamItem> items(StreamItem... items) {
        return Stream.of(items).toList();
    }

    private StreamRead streamRead(Invocation call, int limit, Position position, StreamItem... items) {
        return new StreamRead(call, "global", limit, List.of(items), position);
    }

    private Invocation call(OperationType kind, Outcome outcome, int status) {
        time += 2;
        return new Invocation(kind, time, time + 1, outcome, status);
    }
}
