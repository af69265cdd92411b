package org.civildiy.feed.projection;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Monotonic reads: no client is shown feeds that are older than those that were shown before. Redis may be rolled back: restored from a
 * snapshot, or failed over to a replica that lagged. Then the feeds contain deleted posts and older versions, until the projector has
 * read the topic again. Until then they are not served.
 *
 * <p>The applied offsets show how new the feeds are. This class holds in memory the highest offsets of the feeds that were shown:
 * <ul>
 *   <li>Each read and each batch that this instance applies raises them.</li>
 *   <li>The offsets that all instances have committed to Kafka raise them too, see {@link CommittedOffsets}.</li>
 *   <li>They are lowered only when the topic ends before them, because then the topic was deleted and created again.</li>
 * </ul>
 */
@ApplicationScoped
public class MonotonicReads {
    private final AtomicReference<Map<Integer, Long>> shown = new AtomicReference<>(Map.of());

    /**
     * The lowest offsets with which feeds may be served. A read calls this method before it sends its commands to Redis, because other
     * reads may raise the offsets while it waits for the response.
     */
    public Map<Integer, Long> least() {
        return shown.get();
    }

    /**
     * Whether feeds may be served: none of their offsets is lower than {@code least}.
     *
     * @param offsets the applied offsets of the feeds, as Redis returned them to the read
     * @param least the result of {@link #least} at the start of the read
     */
    public static boolean allow(Map<Integer, Long> offsets, Map<Integer, Long> least) {
        return least.entrySet().stream().allMatch(each -> offsets.getOrDefault(each.getKey(), -1L) >= each.getValue());
    }

    /** Raises the lowest offsets to these, because feeds with these offsets are shown now, or may have been shown already. */
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
     * Lowers each offset that is beyond the end of its partition. The topic was created again, and otherwise no feed would be served until
     * the new topic has as many records.
     *
     * @param before the result of {@link #least} before the request to Kafka. An offset that was raised since is left alone: its record may
     *     be newer than the answer of Kafka
     * @param ends for each partition the offset that its next record will get
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
                beyond.forEach((partition, last) -> after.replace(partition, before.get(partition), last));
                return Map.copyOf(after);
            });
        }
    }
}
