package org.civildiy.posts.outbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The unchecked records: of each post, the last record that was read, until it was compared with the store. Also the newest record of each
 * post of which a record was read recently. Not thread-safe.
 */
final class LastRecords {
    private static final float LOAD = 0.75f;

    private final Map<String, LastRecord> unchecked = new HashMap<>();
    private final Map<String, LastRecord> newest;

    /** @param remembered the number of posts whose newest record is remembered */
    LastRecords(int remembered) {
        newest = new LinkedHashMap<>(16, LOAD, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, LastRecord> eldest) {
                return size() > remembered;
            }
        };
    }

    /** Adds the record that was read last from its partition. It replaces an earlier record of the same post. */
    void add(LastRecord read) {
        unchecked.put(read.postId(), read);
        newest.merge(read.postId(), read, (before, now) -> now.version() < before.version() ? before : now);
    }

    List<LastRecord> unchecked() {
        return new ArrayList<>(unchecked.values());
    }

    int size() {
        return unchecked.size();
    }

    /** Removes a record that was compared with the store. A later record of the same post stays. */
    void checked(LastRecord last) {
        unchecked.remove(last.postId(), last);
    }

    /** Removes the unchecked records of partitions that another instance reads now. */
    void forget(Collection<Integer> partitions) {
        unchecked.values().removeIf(each -> partitions.contains(each.partition()));
    }

    void forgetAll() {
        unchecked.clear();
    }

    /**
     * The version for the deletion of a post that is not stored. It is the newest version that was read, but at least one more than the
     * version of the last record.
     */
    long versionOfDelete(LastRecord last) {
        return Math.max(newestOf(last).version(), last.version() + 1);
    }

    /** The name of the post's owner in the newest record that was read; {@code null} when that record has no name. */
    @Nullable
    String usernameOf(LastRecord last) {
        return newestOf(last).username();
    }

    private LastRecord newestOf(LastRecord last) {
        return newest.getOrDefault(last.postId(), last);
    }

    /** The offset before which all records of a partition are checked; {@code position} when no record is unchecked. */
    long checkedUpTo(int partition, long position) {
        return unchecked.values().stream()
                .filter(each -> each.partition() == partition)
                .mapToLong(LastRecord::offset)
                .min()
                .orElse(position);
    }
}
