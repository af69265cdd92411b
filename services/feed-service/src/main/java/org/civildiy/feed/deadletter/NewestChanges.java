package org.civildiy.feed.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import org.civildiy.events.PostsTopic;
import org.civildiy.feed.event.Batch;
import org.civildiy.feed.event.Change;

/**
 * The changes of some posts on the topic of the events. They show whether a dead letter is outdated, because the topic has a newer change
 * of its post. The first {@link #readToEnd} reads the topic from the beginning; each later one reads only the records that were added
 * since.
 */
final class NewestChanges {
    private final Consumer<byte[], byte[]> consumer;
    private final Duration timeout;

    /** For each post the orders of its changes, by the place of the change on the topic. */
    private final Map<String, Map<Place, Long>> orders = new HashMap<>();

    /** Where a record is on the topic. */
    record Place(int partition, long offset) {}

    /**
     * @param consumer a consumer without a group; it is assigned all partitions
     * @param posts the ids of the posts
     * @param timeout the longest time without a new record
     */
    NewestChanges(Consumer<byte[], byte[]> consumer, Set<String> posts, Duration timeout) {
        this.consumer = consumer;
        this.timeout = timeout;
        posts.forEach(post -> orders.put(post, new HashMap<>()));
        var partitions = consumer.partitionsFor(PostsTopic.NAME, timeout).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads the topic from the last record that was read to the present end, see {@link TopicRead}. */
    void readToEnd() {
        TopicRead.toEnd(consumer, timeout, this::add);
    }

    /**
     * Whether the topic has this change of the post, or a newer change of the same post.
     *
     * @param origin the place at which the record of the change was found; this record does not count
     */
    boolean hasAsNewAs(Change change, Place origin) {
        return orders.get(change.postId()).entrySet().stream()
                .anyMatch(each -> !each.getKey().equals(origin) && each.getValue() >= change.order());
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        var known = record.key() == null ? null : orders.get(new String(record.key(), StandardCharsets.UTF_8));
        if (known != null) {
            Batch.of(List.of(record)).changes().stream()
                    .findFirst()
                    .ifPresent(change -> known.put(new Place(record.partition(), record.offset()), change.order()));
        }
    }
}
