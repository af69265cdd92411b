package org.civildiy.chaos.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.civildiy.chaos.history.FinalState;
import org.civildiy.chaos.history.Operation;
import org.civildiy.chaos.history.Operation.Write;
import org.civildiy.chaos.history.OperationType;
import org.civildiy.chaos.history.Outcome;

/**
 * All writes of a history (creates, updates and deletes), by number and by post.
 *
 * <p>A create without an answer has no post id in the history, and a write without an answer has no version. Both are then taken from the
 * store or the topic, where the text of the write was found.
 */
public final class Writes {
    private final Map<Integer, Write> byNumber = new HashMap<>();
    private final Map<Integer, String> posts = new HashMap<>();
    private final Map<Integer, Long> versions = new HashMap<>();
    private final Map<String, List<Write>> byPost = new TreeMap<>();

    Writes(List<Operation> history, FinalState found) {
        for (Operation operation : history) {
            if (operation instanceof Write write) {
                byNumber.put(write.number(), write);
                if (write.post() != null) {
                    posts.put(write.number(), write.post());
                }
                if (write.version() > 0) {
                    versions.put(write.number(), write.version());
                }
            }
        }
        found.store().forEach(stored -> learn(stored.write(), stored.post(), stored.version()));
        found.topic().forEach(event -> learn(event.write(), event.post(), event.version()));
        posts.forEach((number, post) ->
                byPost.computeIfAbsent(post, _ -> new ArrayList<>()).add(byNumber.get(number)));
    }

    private void learn(int number, String post, long version) {
        if (byNumber.containsKey(number)) {
            posts.putIfAbsent(number, post);
            versions.putIfAbsent(number, version);
        }
    }

    /** Every post that was written, with all its writes. */
    Map<String, List<Write>> byPost() {
        return byPost;
    }

    Optional<Write> numbered(int number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /** Whether this write may have given this post its text. */
    boolean mayHaveWritten(int number, String post) {
        Write write = byNumber.get(number);
        return write != null
                && write.call().kind() != OperationType.DELETE
                && write.call().outcome() != Outcome.REFUSED
                && post.equals(posts.get(number));
    }

    /** The version that this write made; 0 when the version is unknown. */
    long versionOf(int number) {
        return versions.getOrDefault(number, 0L);
    }

    /** Whether a client had requested the post's deletion by that time, and the request was not refused. */
    boolean mayBeDeletedBy(String post, long time) {
        return byPost.getOrDefault(post, List.of()).stream()
                .map(Write::call)
                .anyMatch(call -> call.kind() == OperationType.DELETE
                        && call.outcome() != Outcome.REFUSED
                        && call.invoked() <= time);
    }

    /** The acknowledged delete of the post, if there is one. */
    public Optional<Write> deletion(String post) {
        return byPost.getOrDefault(post, List.of()).stream()
                .filter(write -> write.call().kind() == OperationType.DELETE)
                .filter(write -> write.call().acknowledged())
                .findFirst();
    }
}
