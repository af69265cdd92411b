package org.civildiy.feed.projection;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Monotonic reads: the offsets that the feeds had when they were last shown. Feeds with lower offsets are those of a Redis that was rolled
 * back (restored from a snapshot, or failed over to a replica that lagged). They show deleted posts and older versions until the topic
 * was read again, and are not served before that.
 *
 * <p>The offsets are held in memory. They are raised by each read, by each batch that this instance applies, and by what all instances
 * together have committed to Kafka, see {@link CommittedOffsets}. They are lowered only when Kafka says that the topic ends before them:
 * then it was created again.
 */
@ApplicationScoped
public class MonotonicReads {
    private final AtomicReference<Map<Integer, Long>> shown = new AtomicReference<>(Map.of());

    /**
     * The lowest offsets at which feeds may be served. A read takes them before it sends its commands to Redis, because other reads may
     * raise them meanwhile.
     */
    public Map<Integer, Long> least() {
        return shown.get();
    }

    /** Whether feeds at these offsets may be served to a read that began with those. */
    public static boolean allow(Map<Integer, Long> offsets, Map<Integer, Long> least) {
        return least.entrySet().stream().allMatch(each -> offsets.getOrDefault(each.getKey(), -1L) >= each.getValue());
    }

    /** The feeds are shown, or may have been shown, with these offsets. */
    public void raise(Map<Integer, Long> offsets) {
        if (!allow(shown.get(), offsets)) {
            shown.updateAndGet(before -> {
                var after = new HashMap<>(before);
                offsets.forEach((partition, offset) -> after.merge(partition, offset, Math::max));
                return Map.copyOf(after);
            });
        }
    }

    /**
     * Lowers what lies beyond the end of the topic.
     *
     * @param before {@link #least} before Kafka was asked
     * @param ends the offset of the next record of each partition
     */
    void lower(Map<Integer, Long> before, Map<Integer, Long> ends) {
        var beyond = new HashMap<Integer, Long>();
        before.forEach((partition, offset) -> {
            long end = ends.getOrDefault(partition, 0L);
            if (offset >= end) {
                beyond.put(partition, end - 1);
            }
        });
        if (!beyond.isEmpty()) {
            shown.updateAndGet(current -> {
                var after = new HashMap<>(current);
                after.putAll(beyond);
                return Map.copyOf(after);
            });
        }
    }
}
