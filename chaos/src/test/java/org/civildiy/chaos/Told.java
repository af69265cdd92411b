package org.civildiy.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.civildiy.chaos.Observations.Recorded;
import org.civildiy.chaos.Observations.Stored;
import org.civildiy.chaos.Operation.Position;
import org.civildiy.chaos.Operation.PostRead;
import org.civildiy.chaos.Operation.StreamRead;
import org.civildiy.chaos.Operation.Write;

/**
 * A history for the checker, told from its beginning: each operation begins after the one before it has ended, and takes a second. Beside it
 * what is found afterwards, which follows from what was acknowledged unless a test takes it away.
 */
final class Told {
    static final long ADA = 7;

    final List<Operation> history = new ArrayList<>();
    final List<Stored> store = new ArrayList<>();
    final List<Recorded> topic = new ArrayList<>();
    private long time;

    /** A post that was created by write {@code number}, stored and told. */
    Told created(String post, int number) {
        write(Kind.CREATE, Outcome.ACKNOWLEDGED, 201, number, post, 1);
        store.add(new Stored(post, ADA, 1, false, number, 1000 + number));
        return recorded(post, 1, number);
    }

    /** A post that write {@code number} made one version later, stored and told. */
    Told updated(String post, int number, long version) {
        write(Kind.UPDATE, Outcome.ACKNOWLEDGED, 200, number, post, version);
        forget(post);
        store.add(new Stored(post, ADA, version, false, number, 1000 + number));
        return recorded(post, version, number);
    }

    Told deleted(String post, int number, long version) {
        write(Kind.DELETE, Outcome.ACKNOWLEDGED, 200, number, post, version);
        forget(post);
        topic.add(new Recorded(0, topic.size(), post, version, "post.deleted", Text.NOBODYS));
        return this;
    }

    /** A write that nobody knows the end of, and that left nothing. */
    Told unanswered(Kind kind, int number, String post) {
        return write(kind, Outcome.UNKNOWN, 0, number, post, 0);
    }

    Told refused(Kind kind, int status, int number, String post) {
        return write(kind, Outcome.REFUSED, status, number, post, 0);
    }

    Told write(Kind kind, Outcome outcome, int status, int number, String post, long version) {
        history.add(new Write(call(kind, outcome, status), number, ADA, post, version));
        return this;
    }

    /** {@code version} 0 when the post is not there. */
    Told read(String post, long version, int number) {
        history.add(new PostRead(
                call(Kind.READ_POST, Outcome.ACKNOWLEDGED, version == 0 ? 404 : 200), post, version, number));
        return this;
    }

    /** A read of the global stream that finds these, by a client that asked for no more than ten. */
    Told stream(Item... items) {
        return stream(null, items);
    }

    Told stream(Position position, Item... items) {
        history.add(streamRead(call(Kind.READ_STREAM, Outcome.ACKNOWLEDGED, 200), 10, position, items));
        return this;
    }

    /** A read that is full with these: there may be more behind them. */
    Told fullStream(Item... items) {
        history.add(streamRead(call(Kind.READ_STREAM, Outcome.ACKNOWLEDGED, 200), items.length, null, items));
        return this;
    }

    /** A read that begins with the one before it. */
    Told streamMeanwhile(Item... items) {
        var before = history.getLast().call();
        var call = new Call(Kind.READ_STREAM, before.invoked(), before.completed(), Outcome.ACKNOWLEDGED, 200);
        history.add(streamRead(call, 10, null, items));
        return this;
    }

    Told forget(String post) {
        store.removeIf(stored -> stored.post().equals(post));
        return this;
    }

    Told recorded(String post, long version, int number) {
        String type = version == 1 ? "post.created" : "post.updated";
        topic.add(new Recorded(0, topic.size(), post, version, type, number));
        return this;
    }

    /** The post as a stream shows it with the text of this write. */
    static Item item(String post, int number) {
        return new Item(post, ADA, number == 1 ? "post.created" : "post.updated", 1000 + number, number);
    }

    /** What the checker says, with lists and streams as they follow from the store. */
    List<Violation> violations() {
        var items = store.stream()
                .filter(stored -> !stored.deleted())
                .map(Stored::item)
                .sorted((one, other) -> Long.compare(other.timestamp(), one.timestamp()))
                .toList();
        return violations(items);
    }

    /** What the checker says when the streams are these. */
    List<Violation> violations(List<Item> streams) {
        var listed = store.stream()
                .filter(stored -> !stored.deleted())
                .map(Stored::post)
                .toList();
        return Checker.check(
                history,
                new Observations(
                        store,
                        Map.of(ADA, listed),
                        topic,
                        Set.of(),
                        Map.of("global", streams, "user:" + ADA, streams)));
    }

    static List<Violation.Broken> broken(List<Violation> violations) {
        return violations.stream().map(Violation::broken).distinct().toList();
    }

    static List<Item> items(Item... items) {
        return Stream.of(items).toList();
    }

    private StreamRead streamRead(Call call, int limit, Position position, Item... items) {
        return new StreamRead(call, "global", limit, List.of(items), position);
    }

    private Call call(Kind kind, Outcome outcome, int status) {
        time += 2;
        return new Call(kind, time, time + 1, outcome, status);
    }
}
