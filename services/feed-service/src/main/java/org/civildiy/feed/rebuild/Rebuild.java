package org.civildiy.feed.rebuild;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.civildiy.feed.event.Batch;
import org.civildiy.feed.event.Change;
import org.civildiy.feed.projection.Projection;
import org.civildiy.feed.projection.Projection.Outcome.Applied;
import org.civildiy.feed.rebuild.LatestStateIndex.Slice;
import org.civildiy.feed.redis.RedisUnavailable;

/**
 * A rebuild of the feeds from the topic. Meanwhile clients read the old feeds, and the projectors write them.
 *
 * <p>Each partition is read twice: first to find the records that hold the latest state of each post, then to project these records. When
 * all partitions are done, the run adds the records that the projectors have applied meanwhile. The last step pauses the projectors for a
 * moment, so that they apply no record in between, and replaces all feeds at once.
 * <ul>
 *   <li>The instance dies at any point: clients see none of the new feeds; another run starts from the beginning.</li>
 *   <li>Another run takes the lease, or the pause of the projectors expires before the last step: the feeds are not replaced.</li>
 *   <li>Redis is rolled back meanwhile and loses a part of the new feeds: the offsets beside the new feeds are then not those that this
 *       run has written. The next batch or the replacement notices that, and the run fails.</li>
 *   <li>Several requests arrive at the same time: one run serves them all.</li>
 * </ul>
 * Some records hold no state of their post: an update of the legacy system carries no content, and other records are no events. When
 * compaction has removed the earlier record with the state, the post cannot be restored. Such posts are counted.
 */
final class Rebuild {
    /** The most posts whose state is held in memory, at some 200 bytes each. */
    static final int LARGEST_INDEX = 50_000;

    private static final int ATTEMPTS = 10;

    private final EventLog log;
    private final RebuildTarget target;

    /** The projection to the feeds that clients read. */
    private final Projection read;

    private final int largestIndex;

    /**
     * The offsets that this run has written beside the new feeds. Every batch and the replacement require that Redis still has the same
     * offsets. Another run, or a rollback of Redis, would have changed them.
     */
    private final Map<Integer, Long> written = new TreeMap<>();

    private long batches;
    private final List<Place> lost = new ArrayList<>();
    private int posts;

    /**
     * What was rebuilt.
     *
     * @param posts the number of posts that were read, including deleted posts
     * @param lost the last records of posts of which the topic has no state any more, see {@link LatestStateIndex#lost}
     */
    record Outcome(int posts, List<Place> lost) {}

    /** Where a record is on the topic. */
    record Place(int partition, long offset) {}

    Rebuild(EventLog log, RebuildTarget target, Projection read, int largestIndex) {
        this.log = log;
        this.target = target;
        this.read = read;
        this.largestIndex = largestIndex;
    }

    /** Runs the rebuild. */
    Outcome run() throws RedisUnavailable {
        for (var partition : new TreeMap<>(log.projected(read.offsets())).entrySet()) {
            build(partition.getKey(), partition.getValue(), Slice.ALL);
            apply(List.of(), partition.getKey(), partition.getValue());
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            catchUp(log.projected(read.offsets()));
            if (replace()) {
                return new Outcome(posts, List.copyOf(lost));
            }
        }
        throw new IllegalStateException("the projection is faster than the rebuild");
    }

    /** Projects the posts of a slice, from the beginning of the partition to the last offset. */
    private void build(int partition, long last, Slice slice) throws RedisUnavailable {
        var latest = new LatestStateIndex(slice, largestIndex);
        log.read(partition, 0, last, records -> {
            renew(partition, records.getLast().offset());
            for (var record : records) {
                if (!latest.isFull()) {
                    change(record)
                            .ifPresentOrElse(
                                    change -> latest.add(change, record.offset()),
                                    () -> latest.addWithoutState(key(record), record.offset()));
                }
            }
        });
        if (latest.isFull()) {
            build(partition, last, slice.firstHalf());
            build(partition, last, slice.secondHalf());
            return;
        }
        log.read(partition, 0, last, records -> {
            renew(partition, records.getLast().offset());
            var changes = records.stream()
                    .flatMap(record -> change(record).filter(change -> latest.needs(change, record.offset())).stream())
                    .toList();
            // The offset is written only after all slices. Until then a negative number that only this batch has takes
            // the offset's place: if Redis loses this batch, Redis holds another number, and the next batch fails
            batches++;
            apply(changes, partition, -batches);
        });
        posts += latest.size();
        latest.lost().forEach(offset -> lost.add(new Place(partition, offset)));
    }

    /** Makes the last step; false when the projectors have applied more records, so that the step has to be repeated. */
    private boolean replace() throws RedisUnavailable {
        target.pauseProjectors();
        var offsets = read.offsets();
        var projected = log.projected(offsets);
        catchUp(projected);
        var partitions = new TreeSet<>(projected.keySet());
        partitions.addAll(offsets.keySet());
        return target.replaceRead(offsets, partitions, written, lost.size());
    }

    /** Projects the records that follow those of this run, up to the projected offsets. */
    private void catchUp(Map<Integer, Long> projected) throws RedisUnavailable {
        for (var partition : projected.entrySet()) {
            long next = written.getOrDefault(partition.getKey(), -1L) + 1;
            if (next <= partition.getValue()) {
                log.read(partition.getKey(), next, partition.getValue(), records -> {
                    renew(partition.getKey(), records.getLast().offset());
                    apply(
                            Batch.of(records).changes(),
                            partition.getKey(),
                            records.getLast().offset());
                });
                apply(List.of(), partition.getKey(), partition.getValue());
            }
        }
    }

    /** Applies changes to the new feeds, and writes this offset of the partition beside them. */
    private void apply(List<Change> changes, int partition, long offset) throws RedisUnavailable {
        var ends = new TreeMap<>(written);
        ends.put(partition, offset);
        if (!(target.projection().apply(new Batch(changes, List.of(), ends), written) instanceof Applied)) {
            throw new IllegalStateException("the rebuilt feeds were changed by another run, or Redis was rolled back");
        }
        written.put(partition, offset);
    }

    /** Renews the lease, and publishes how far this run is. */
    private void renew(int partition, long offset) throws RedisUnavailable {
        target.renew("partition=%d offset=%d posts=%d".formatted(partition, offset, posts));
    }

    /** The key of a record. It exists on a compacted topic, because the broker accepts no record without a key there. */
    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    private static Optional<Change> change(ConsumerRecord<byte[], byte[]> record) {
        return Batch.of(List.of(record)).changes().stream().findFirst();
    }
}
