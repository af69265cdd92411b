package org.civildiy.feed.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.civildiy.feed.event.Change;
import org.civildiy.feed.kafka.KafkaTopics;

/**
 * The operator's tool for dead letters: it lists the dead letters that were not replayed yet. It replays them after the defect that made
 * them unreadable is fixed.
 *
 * <p>The tool commits an offset for the consumer group {@value #GROUP} after each dead letter. The dead letters before that offset were
 * replayed.
 * <ul>
 *   <li>The tool dies after Kafka has acknowledged a record and before the commit: the next run finds this record on the topic of the
 *       events, and does not send it again.</li>
 *   <li>A dead letter is still unreadable: it is sent to the end of the topic of dead letters, not to the topic of the events, see
 *       {@link DeadLetterReplay}.</li>
 *   <li>Kafka is unavailable: the tool fails within {@link #TIMEOUT} with Kafka's own exception.</li>
 * </ul>
 */
public final class DeadLetterTool implements AutoCloseable {
    static final String GROUP = "posts-events-dlq-replay";
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The prefix of the headers that were added to a dead letter. */
    static final String HEADERS = "dead-letter-";

    private static final int TIMEOUT_MILLIS = (int) TIMEOUT.toMillis();
    private static final int REQUEST_MILLIS = TIMEOUT_MILLIS / 2;
    private static final Map<String, Object> PRODUCER = Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            TIMEOUT_MILLIS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            REQUEST_MILLIS,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            TIMEOUT_MILLIS,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            KafkaTopics.LARGEST_DEAD_LETTER);
    private static final TopicPartition SOURCE = new TopicPartition(KafkaTopics.DEAD_LETTERS, 0);

    private final Map<String, Object> connection;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @param connection the settings that every client of the broker has */
    public DeadLetterTool(Map<String, Object> connection) {
        this.connection = connection;
        this.consumer = consumer(Map.of(ConsumerConfig.GROUP_ID_CONFIG, GROUP));
        consumer.assign(List.of(SOURCE));
    }

    /** The dead letters that were not replayed yet, the oldest first; none when the topic of dead letters does not exist. */
    public List<ConsumerRecord<byte[], byte[]>> waiting() {
        if (consumer.partitionsFor(KafkaTopics.DEAD_LETTERS, TIMEOUT).isEmpty()) {
            return List.of();
        }
        var sent = consumer.committed(Set.of(SOURCE)).get(SOURCE);
        if (sent == null) {
            consumer.seekToBeginning(List.of(SOURCE));
        } else {
            consumer.seek(SOURCE, sent.offset());
        }
        var letters = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        TopicRead.toEnd(consumer, TIMEOUT, letters::add);
        return List.copyOf(letters);
    }

    /** Replays the waiting dead letters one after the other, see {@link DeadLetterReplay}. */
    public Replayed replay() throws ExecutionException, InterruptedException {
        var letters = waiting();
        var posts = letters.stream()
                .flatMap(letter -> DeadLetterReplay.change(letter).stream())
                .map(Change::postId)
                .collect(Collectors.toSet());
        var replayed = Replayed.NONE;
        try (var events = consumer(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
                var producer =
                        new KafkaProducer<>(with(PRODUCER), new ByteArraySerializer(), new ByteArraySerializer())) {
            var replay = new DeadLetterReplay(producer, new NewestChanges(events, posts, TIMEOUT));
            for (var letter : letters) {
                replayed = replayed.plus(replay.replay(letter));
                consumer.commitSync(Map.of(SOURCE, new OffsetAndMetadata(letter.offset() + 1)));
            }
        }
        return replayed;
    }

    /** A dead letter as one line of text: where the record was found, why it is unreadable, and the beginning of its value. */
    public static String line(ConsumerRecord<byte[], byte[]> letter) {
        return "offset=%d origin=%s/%s/%s reason=\"%s\" bytes=%d value=%s"
                .formatted(
                        letter.offset(),
                        header(letter, HEADERS + "topic"),
                        header(letter, HEADERS + "partition"),
                        header(letter, HEADERS + "offset"),
                        header(letter, HEADERS + "reason"),
                        letter.value() == null ? 0 : letter.value().length,
                        beginning(letter.value()));
    }

    @Override
    public void close() {
        consumer.close();
    }

    private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        var all = with(settings);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The settings of the connection, with these added. */
    private Map<String, Object> with(Map<String, Object> settings) {
        var all = new HashMap<>(connection);
        all.putAll(settings);
        return all;
    }

    /** The text of a header; {@code "?"} when the dead letter does not have this header. */
    static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? "?" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The first 200 bytes of a value. Control characters are replaced, because they could change the operator's terminal. */
    private static String beginning(byte[] value) {
        if (value == null) {
            return "";
        }
        var text = new String(value, 0, Math.min(value.length, 200), StandardCharsets.UTF_8);
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
