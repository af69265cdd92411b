package org.civildiy.feed.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

import org.civildiy.events.PostsTopic;
import org.civildiy.feed.deadletter.NewestChanges.Place;
import org.civildiy.feed.event.Batch;
import org.civildiy.feed.event.Change;
import org.civildiy.feed.kafka.KafkaTopics;

/**
 * The replay of one dead letter: its record is published to the topic of the events again.
 *
 * <p>Not every dead letter may be published. The topic is compacted, so Kafka keeps only the last record of each key. If that record is no
 * event, or an older event of the post, the next rebuild misses the post or shows its old version. Therefore a dead letter is published
 * only if it is an event of the post whose id is the record's key, and newer than all other changes of this post on the topic.
 *
 * <p>Some milliseconds pass between this check and Kafka's acknowledgement. When a newer change of the same post is published in between,
 * the dead letter comes after that change on the topic. The {@code LastRecordCheck} of posts-service corrects this.
 */
final class DeadLetterReplay {
    private final Producer<byte[], byte[]> producer;
    private final NewestChanges newest;

    DeadLetterReplay(Producer<byte[], byte[]> producer, NewestChanges newest) {
        this.producer = producer;
        this.newest = newest;
    }

    /**
     * The change that a dead letter describes, parsed as if it were read at its original offset, which orders the events of the legacy
     * system. Empty when the dead letter is no event, or is not an event of the post whose id is the record's key.
     */
    static Optional<Change> change(ConsumerRecord<byte[], byte[]> letter) {
        var place = origin(letter);
        var found =
                new ConsumerRecord<>(PostsTopic.NAME, place.partition(), place.offset(), letter.key(), letter.value());
        return Batch.of(List.of(found)).changes().stream()
                .filter(change -> letter.key() != null
                        && change.postId().equals(new String(letter.key(), StandardCharsets.UTF_8)))
                .findFirst();
    }

    /**
     * Replays one dead letter. Returns after Kafka has acknowledged the record, if one was sent.
     * <ul>
     *   <li>It is no valid event: it is sent to the end of the topic of dead letters.</li>
     *   <li>The topic of the events has a change of its post that is as new or newer: it is not sent.</li>
     *   <li>Otherwise it is sent to the topic of the events.</li>
     * </ul>
     */
    Replayed replay(ConsumerRecord<byte[], byte[]> letter) throws ExecutionException, InterruptedException {
        var change = change(letter);
        if (change.isEmpty()) {
            producer.send(copy(letter, KafkaTopics.DEAD_LETTERS, header -> true))
                    .get();
            return new Replayed(0, 0, 1);
        }
        newest.readToEnd();
        if (newest.hasAsNewAs(change.get(), origin(letter))) {
            return new Replayed(0, 1, 0);
        }
        producer.send(copy(letter, PostsTopic.NAME, header -> !header.startsWith(DeadLetterTool.HEADERS)))
                .get();
        return new Replayed(1, 0, 0);
    }

    /** A copy of the record for this topic, with those headers whose names match. */
    private static ProducerRecord<byte[], byte[]> copy(
            ConsumerRecord<byte[], byte[]> letter, String topic, Predicate<String> headers) {
        var record = new ProducerRecord<>(topic, letter.key(), letter.value());
        for (var header : letter.headers()) {
            if (headers.test(header.key())) {
                record.headers().add(header);
            }
        }
        return record;
    }

    /** The place on the topic of the events at which the unreadable record was found. */
    private static Place origin(ConsumerRecord<byte[], byte[]> letter) {
        return new Place(
                Math.toIntExact(number(letter, DeadLetterTool.HEADERS + "partition")),
                number(letter, DeadLetterTool.HEADERS + "offset"));
    }

    /** The number in a header; 0 when there is none, which happens only when another program has written the dead letter. */
    private static long number(ConsumerRecord<byte[], byte[]> letter, String name) {
        var text = DeadLetterTool.header(letter, name);
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
