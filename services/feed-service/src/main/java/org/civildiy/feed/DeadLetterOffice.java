package org.civildiy.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.civildiy.events.PostsTopic;

/**
 * The dead letters as an operator sees them: those that were not sent again yet, and the way to send them again once what
 * could not read them has been mended.
 *
 * <p>A letter counts as sent again when Kafka has acknowledged it; that is remembered in Kafka, as the offset of the group
 * {@value #GROUP}. Dies in between: it is sent twice, and the projector drops the double. Still unreadable: it comes back as a
 * new letter. Kafka away: fails within {@link #PATIENCE} with Kafka's own exception.
 */
final class DeadLetterOffice implements AutoCloseable {
    static final String GROUP = "posts-events-dlq-replay";
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String OURS = "dead-letter-";
    private static final TopicPartition LETTERS = new TopicPartition(Broker.DEAD_LETTERS, 0);

    private final Map<String, Object> connection;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @param connection the settings that every client of the broker has */
    DeadLetterOffice(Map<String, Object> connection) {
        this.connection = connection;
        this.consumer = new KafkaConsumer<>(
                with(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        GROUP,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis())),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(LETTERS));
    }

    /** The letters that were not sent again, the oldest first. */
    List<ConsumerRecord<byte[], byte[]>> waiting() {
        var end = consumer.endOffsets(List.of(LETTERS)).get(LETTERS);
        var sent = consumer.committed(Set.of(LETTERS)).get(LETTERS);
        if (sent == null) {
            consumer.seekToBeginning(List.of(LETTERS));
        } else {
            consumer.seek(LETTERS, sent.offset());
        }
        var letters = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (consumer.position(LETTERS) < end) {
            consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
        }
        return letters;
    }

    /** Puts the waiting letters on the topic of the events as they were found, and tells how many there were. */
    int replay() throws ExecutionException, InterruptedException {
        var letters = waiting();
        try (var producer = new KafkaProducer<>(
                with(Map.of(
                        ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis())),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (var letter : letters) {
                producer.send(original(letter)).get();
                consumer.commitSync(Map.of(LETTERS, new OffsetAndMetadata(letter.offset() + 1)));
            }
        }
        return letters.size();
    }

    /** A letter in one line: where it was found, why it is here, and how it begins. */
    static String line(ConsumerRecord<byte[], byte[]> letter) {
        return "offset=%d origin=%s/%s/%s reason=\"%s\" bytes=%d value=%s"
                .formatted(
                        letter.offset(),
                        header(letter, OURS + "topic"),
                        header(letter, OURS + "partition"),
                        header(letter, OURS + "offset"),
                        header(letter, OURS + "reason"),
                        letter.value() == null ? 0 : letter.value().length,
                        beginning(letter.value()));
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static ProducerRecord<byte[], byte[]> original(ConsumerRecord<byte[], byte[]> letter) {
        var record = new ProducerRecord<>(PostsTopic.NAME, null, letter.key(), letter.value(), letter.headers());
        for (var header : letter.headers()) {
            if (header.key().startsWith(OURS)) {
                record.headers().remove(header.key());
            }
        }
        return record;
    }

    private Map<String, Object> with(Map<String, Object> settings) {
        var all = new HashMap<>(connection);
        all.putAll(settings);
        return all;
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? "?" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Enough to recognise it; control characters would change the terminal. */
    private static String beginning(byte[] value) {
        if (value == null) {
            return "";
        }
        var text = new String(value, 0, Math.min(value.length, 200), StandardCharsets.UTF_8);
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
