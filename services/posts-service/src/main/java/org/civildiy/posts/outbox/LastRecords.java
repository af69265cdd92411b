package org.civildiy.posts.outbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The last record of each post that was read and not yet compared with the store, and the newest record of each post that was read
 * recently. Not thread-safe.
 */
final class LastRecords {
    private static final float LOAD = 0.75f;

    private final Map<String, LastRecord> unchecked = new HashMap<>();
    private final Map<String, LastRecord> newest;

    /** @param remembered of how many posts the newest record is remembered */
    LastRecords(int remembered) {
        newest = new LinkedHashMap<>(16, LOAD, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, LastRecord> eldest) {
                return size() > remembered;
            }
        };
    }

    /** Adds the record that was read after all others of its partition. */
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

    void checked(LastRecord last) {
        unchecked.remove(last.postId(), last);
    }

    /** Forgets what was read of partitions that another instance reads now. */
    void forget(Collection<Integer> partitions) {
        unchecked.values().removeIf(each -> partitions.contains(each.partition()));
    }

    void forgetAll() {
        unchecked.clear();
    }

    /**
     * The version for the delete of a post that is not stored: the newest version that was read, and at least one more than that of the
     * last record.
     */
    long versionOfDelete(LastRecord last) {
        return Math.max(newestOf(last).version(), last.version() + 1);
    }

    /** The name of the owner of a post that is stored, as the newest record that was read has it; {@code null} where none has it. */
    @Nullable
    String usernameOf(LastRecord last) {
        return newestOf(last).username();
    }

    private LastRecord newestOf(LastRecord last) {
        return newest.getOrDefault(last.postId(), last);
    }

    /** How far a partition was checked: up to its first unchecked record. */
    long checkedUpTo(int partition, long position) {
        return unchecked.values().stream()
                .filter(each -> each.partition() == partition)
                .mapToLong(LastRecord::offset)
                .min()
                .orElse(position);
    }
}
