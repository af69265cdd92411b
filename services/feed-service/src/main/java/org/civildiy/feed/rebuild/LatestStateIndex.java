package org.civildiy.feed.rebuild;

import java.util.HashMap;
import java.util.Map;

import org.civildiy.feed.event.Change;

/**
 * An index of the records that hold the latest state of each post, so that a rebuild projects only those: a feed has room for some
 * posts beyond those in its list, but not for all that were deleted since. It covers one slice of a partition, and a bounded number of
 * posts.
 */
final class LatestStateIndex {
    private final Slice slice;
    private final int capacity;
    private final Map<String, State> posts = new HashMap<>();

    LatestStateIndex(Slice slice, int capacity) {
        this.slice = slice;
        this.capacity = capacity;
    }

    /** The posts whose id hashes to one of a number of slices. */
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

    /** The newest change that carries the whole post, and its offset. */
    private record State(long order, long offset) {}

    /** Adds a record. A {@link Change.Kind#TOUCH} (legacy) is skipped: it does not carry the content. */
    void add(Change change, long offset) {
        if (change.kind() == Change.Kind.TOUCH || !slice.contains(change.postId())) {
            return;
        }
        var known = posts.get(change.postId());
        if (known == null || change.order() > known.order()) {
            posts.put(change.postId(), new State(change.order(), offset));
        }
    }

    /** Whether the slice has more posts than may be held in memory: it has to be read in two halves. */
    boolean isFull() {
        return posts.size() > capacity;
    }

    /** Whether the latest state of the post is this record, or depends on it. */
    boolean needs(Change change, long offset) {
        var known = posts.get(change.postId());
        return known != null && offset >= known.offset();
    }

    int size() {
        return posts.size();
    }
}
