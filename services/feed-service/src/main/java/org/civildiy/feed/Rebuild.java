package org.civildiy.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.civildiy.feed.Projection.Outcome.Applied;
import org.civildiy.feed.Survey.Slice;

/**
 * Builds the streams anew from the topic, while the old ones go on being read and written, and swaps them in at once.
 *
 * <p>Each partition is read twice: first for which records tell how posts are now, then for these. When all are done, what was
 * projected meanwhile is added; at the last the projectors are held for a moment, so that nothing comes in between.
 * <ul>
 *   <li>Dies at any point: nobody sees what was built; another run begins from the start.</li>
 *   <li>Is overtaken by another run, or the hold lapses before the swap: the swap does not happen.</li>
 *   <li>Several ask for one: one does it, for all.</li>
 * </ul>
 * An update of the old system tells no content: where compaction has taken what came before it, the post cannot be told.
 */
final class Rebuild {
    /** Posts of which the state is held in memory: some 200 bytes each. */
    static final int LARGEST_SURVEY = 50_000;

    private static final int ATTEMPTS = 10;

    private final EventLog log;
    private final Shadow shadow;
    private final Projection read;
    private final int largestSurvey;
    private final Map<Integer, Long> reached = new HashMap<>();
    private int posts;

    Rebuild(EventLog log, Shadow shadow, Projection read, int largestSurvey) {
        this.log = log;
        this.shadow = shadow;
        this.read = read;
        this.largestSurvey = largestSurvey;
    }

    /** Does it all, and tells how many posts were looked at, the deleted ones too. */
    int run() throws RedisAway {
        for (var partition : new TreeMap<>(log.projected(read.positions())).entrySet()) {
            build(partition.getKey(), partition.getValue(), Slice.ALL);
            apply(new Batch(List.of(), List.of(), Map.of(partition.getKey(), partition.getValue())));
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            catchUp(log.projected(read.positions()));
            if (swap()) {
                return posts;
            }
        }
        throw new IllegalStateException("what is projected could not be caught up with");
    }

    private void build(int partition, long last, Slice slice) throws RedisAway {
        var survey = new Survey(slice, largestSurvey);
        log.read(partition, 0, last, records -> {
            goOn(partition, records.getLast().offset());
            for (var record : records) {
                if (!survey.isFull()) {
                    change(record).ifPresent(change -> survey.add(change, record.offset()));
                }
            }
        });
        if (survey.isFull()) {
            build(partition, last, slice.firstHalf());
            build(partition, last, slice.secondHalf());
            return;
        }
        log.read(partition, 0, last, records -> {
            goOn(partition, records.getLast().offset());
            var changes = records.stream()
                    .flatMap(record -> change(record).filter(change -> survey.needs(change, record.offset())).stream())
                    .toList();
            apply(new Batch(changes, List.of(), Map.of()));
        });
        posts += survey.size();
    }

    private boolean swap() throws RedisAway {
        shadow.hold();
        var positions = read.positions();
        var projected = log.projected(positions);
        catchUp(projected);
        var partitions = new TreeSet<>(projected.keySet());
        partitions.addAll(positions.keySet());
        return shadow.swap(positions, partitions);
    }

    private void catchUp(Map<Integer, Long> projected) throws RedisAway {
        for (var partition : projected.entrySet()) {
            long next = reached.getOrDefault(partition.getKey(), -1L) + 1;
            if (next <= partition.getValue()) {
                log.read(partition.getKey(), next, partition.getValue(), records -> {
                    goOn(partition.getKey(), records.getLast().offset());
                    apply(Batch.of(records));
                });
                apply(new Batch(List.of(), List.of(), Map.of(partition.getKey(), partition.getValue())));
            }
        }
    }

    private void apply(Batch batch) throws RedisAway {
        if (!(shadow.streams().apply(batch, reached) instanceof Applied)) {
            throw new IllegalStateException("what was built has been changed by somebody else");
        }
        reached.putAll(batch.ends());
    }

    private void goOn(int partition, long offset) throws RedisAway {
        shadow.goOn("partition=%d offset=%d posts=%d".formatted(partition, offset, posts));
    }

    private static Optional<Change> change(ConsumerRecord<byte[], byte[]> record) {
        return Batch.of(List.of(record)).changes().stream().findFirst();
    }
}
