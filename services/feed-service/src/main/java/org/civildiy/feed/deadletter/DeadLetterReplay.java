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
 * The replay of one dead letter. The topic of the events is compacted: of the records of a key only the last one stays. A record that is
 * no event, or an older event than the last one, would take the place of the post's state, and the next rebuild would miss the post or
 * show an old version of it. Therefore a letter is published only if it is an event of the post whose id is its key, and newer than what
 * the topic has of that post.
 *
 * <p>Some milliseconds pass between the check and the acknowledgement. When a change of the same post is published within them, the
 * letter follows it on the topic.
 */
final class DeadLetterReplay {
    private final Producer<byte[], byte[]> producer;
    private final NewestChanges newest;

    DeadLetterReplay(Producer<byte[], byte[]> producer, NewestChanges newest) {
        this.producer = producer;
        this.newest = newest;
    }

    /**
     * The change in a letter, with the partition and the offset at which the record was found. Empty when the letter is no event, or no
     * event of the post whose id is its key.
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
     * Publishes a letter to the topic of the events; skips it when the topic has a change that is as new; or puts it back into the topic of
     * dead letters when it is no valid event. Returns after Kafka has acknowledged the record that was sent, if any.
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

    private static Place origin(ConsumerRecord<byte[], byte[]> letter) {
        return new Place(
                Math.toIntExact(number(letter, DeadLetterTool.HEADERS + "partition")),
                number(letter, DeadLetterTool.HEADERS + "offset"));
    }

    /** Only a letter of another program has no number there. */
    private static long number(ConsumerRecord<byte[], byte[]> letter, String name) {
        var text = DeadLetterTool.header(letter, name);
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
