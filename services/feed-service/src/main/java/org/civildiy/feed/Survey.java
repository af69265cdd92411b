package org.civildiy.feed;

import java.util.HashMap;
import java.util.Map;

/**
 * Which records tell how posts are now, so that only those are projected: a stream has room for some posts beyond those that it
 * shows, but not for all that were deleted since. Knows the posts of one slice of a partition, so many at the most.
 */
final class Survey {
    private final Slice slice;
    private final int capacity;
    private final Map<String, State> posts = new HashMap<>();

    Survey(Slice slice, int capacity) {
        this.slice = slice;
        this.capacity = capacity;
    }

    /** Those posts whose id falls on one of so many numbers. */
    record Slice(int number, int of) {
        static final Slice ALL = new Slice(0, 1);

        boolean holds(String postId) {
            return Math.floorMod(postId.hashCode(), of) == number;
        }

        Slice firstHalf() {
            return new Slice(number, of * 2);
        }

        Slice secondHalf() {
            return new Slice(number + of, of * 2);
        }
    }

    /** The newest change that tells all of a post, and where it is. */
    private record State(long order, long offset) {}

    /** Takes note of a record; a {@link Change.Kind#TOUCH} says nothing of what was before it. */
    void add(Change change, long offset) {
        if (change.kind() == Change.Kind.TOUCH || !slice.holds(change.postId())) {
            return;
        }
        var known = posts.get(change.postId());
        if (known == null || change.order() > known.order()) {
            posts.put(change.postId(), new State(change.order(), offset));
        }
    }

    /** Whether there are more posts in this slice than are to be held in memory: it has to be read in two halves. */
    boolean isFull() {
        return posts.size() > capacity;
    }

    /** Whether the state of its post is this record, or depends on it. */
    boolean needs(Change change, long offset) {
        var known = posts.get(change.postId());
        return known != null && offset >= known.offset();
    }

    int size() {
        return posts.size();
    }
}
