package org.civildiy.feed.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import org.civildiy.events.EventReading.Read;
import org.civildiy.events.EventReading.Unreadable;
import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventJson;

/**
 * A batch: records of the topic, each parsed as a change or as a dead letter.
 *
 * @param changes in the order of their records
 * @param ends the offset of the last record of each partition
 */
public record Batch(List<Change> changes, List<DeadLetter> deadLetters, Map<Integer, Long> ends) {

    /** Parses the records. The records of each partition must be in the order of their offsets. */
    public static Batch of(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        var changes = new ArrayList<Change>();
        var deadLetters = new ArrayList<DeadLetter>();
        var ends = new TreeMap<Integer, Long>();
        for (var each : records) {
            ends.put(each.partition(), each.offset());
            switch (PostEventJson.read(each.value())) {
                case Read(PostEvent event)
                when event.version().orElse(0) > Change.MAX_VERSION ->
                    deadLetters.add(
                            new DeadLetter(each, "The field \"version\" is more than " + Change.MAX_VERSION + "."));
                case Read(PostEvent event) -> changes.add(Change.of(event, each.offset()));
                case Unreadable(String reason) -> deadLetters.add(new DeadLetter(each, reason));
            }
        }
        return new Batch(changes, deadLetters, ends);
    }

    /** The offsets to commit once this batch was applied. */
    public Map<TopicPartition, OffsetAndMetadata> nextOffsets(String topic) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        ends.forEach(
                (partition, end) -> offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(end + 1)));
        return offsets;
    }

    public int size() {
        return changes.size() + deadLetters.size();
    }
}
