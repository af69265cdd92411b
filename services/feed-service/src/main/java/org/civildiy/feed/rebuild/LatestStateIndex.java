package org.civildiy.feed.rebuild;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.civildiy.feed.event.Change;

/**
 * An index of the records that hold the latest state of each post, so that a rebuild projects only these records. If a rebuild projected
 * all records, posts that were deleted later would displace live posts: the index of a feed has only limited room beyond its list.
 *
 * <p>A latest-state index is held in memory, so its number of posts is bounded. It covers one slice of the posts in a partition.
 */
final class LatestStateIndex {
    private final Slice slice;
    private final int capacity;
    private final Map<String, State> posts = new HashMap<>();

    /** For each post: the offset of its last record that holds no state. */
    private final Map<String, Long> withoutState = new HashMap<>();

    LatestStateIndex(Slice slice, int capacity) {
        this.slice = slice;
        this.capacity = capacity;
    }

    /** One of {@code of} slices of all posts: the slice of a post follows from the hash of its id. */
    record Slice(int number, int of) {
        static final Slice ALL = new Slice(0, 1);

        boolean contains(String postId) {
            return Math.floorMod(postId.hashCode(), of) == number;
        }

        Slice firstHalf() {
            return new Slice(number, of * 2);
        }

        Slice secondHalf() {
            return new Slice(number + of, of * 2);
        }
    }

    /** The order and the offset of a post's newest change that holds the whole state of the post. */
    private record State(long order, long offset) {}

    /** Adds the change in a record. A {@link Change.Kind#TOUCH} of the legacy system holds no state, because it carries no content. */
    void add(Change change, long offset) {
        if (!slice.contains(change.postId())) {
            return;
        }
        if (change.kind() == Change.Kind.TOUCH) {
            addWithoutState(change.postId(), offset);
            return;
        }
        var known = posts.get(change.postId());
        if (known == null || change.order() > known.order()) {
            posts.put(change.postId(), new State(change.order(), offset));
        }
    }

    /** Adds a record that holds no state, for example a record that is no event. The key of the record is the id of the post. */
    void addWithoutState(String key, long offset) {
        if (slice.contains(key)) {
            withoutState.put(key, offset);
        }
    }

    /**
     * The posts that have records but no state, as the offsets of their last records. Compaction keeps only the last record of a key, so
     * such a record may have replaced the record with the post's state.
     */
    List<Long> lost() {
        return withoutState.entrySet().stream()
                .filter(each -> !posts.containsKey(each.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }

    /** Whether the slice has more posts than may be held in memory. Then the slice has to be read in two halves. */
    boolean isFull() {
        return posts.size() + withoutState.size() > capacity;
    }

    /** Whether a rebuild has to project this record: it holds the latest state of its post, or follows the record that does. */
    boolean needs(Change change, long offset) {
        var known = posts.get(change.postId());
        return known != null && offset >= known.offset();
    }

    int size() {
        return posts.size();
    }
}
