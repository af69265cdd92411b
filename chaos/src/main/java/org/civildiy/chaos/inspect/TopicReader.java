package org.civildiy.chaos.inspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import org.civildiy.chaos.history.FinalState.Recorded;
import org.civildiy.chaos.history.GeneratedContent;
import org.civildiy.chaos.history.UnreadableRecord;
import org.civildiy.chaos.time.Await;
import org.civildiy.events.EventReading.Read;
import org.civildiy.events.EventReading.Unreadable;
import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventJson;
import org.civildiy.events.PostState;
import org.civildiy.events.PostsTopic;

/** Reads the events' topic from its beginning, without a consumer group. Not thread-safe. */
public final class TopicReader implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    private static final JsonMapper FIELDS_AS_IN_JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final KafkaConsumer<String, byte[]> consumer;

    TopicReader(String brokers) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** The number of records that were ever written to the topic. */
    public long end() {
        return consumer.endOffsets(partitions()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** All events on the topic now, each partition in the order of its offsets. Records that the suite made unreadable are left out. */
    public List<Recorded> read() {
        var partitions = partitions();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        var events = new ArrayList<Recorded>();
        Await.until("the topic is read", TIMEOUT, () -> {
            consumer.poll(POLL).forEach(found -> {
                if (!UnreadableRecord.hasKey(found.key())) {
                    events.add(recorded(found));
                }
            });
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        });
        return events;
    }

    /** The partitions with gaps in their offsets: records at the beginning or in between were compacted or deleted. */
    public static Set<Integer> compacted(List<Recorded> events) {
        var next = new HashMap<Integer, Long>();
        var compacted = new HashSet<Integer>();
        for (Recorded event : events) {
            Long expected = next.put(event.partition(), event.offset() + 1);
            if ((expected == null ? 0 : expected) != event.offset()) {
                compacted.add(event.partition());
            }
        }
        return compacted;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private List<TopicPartition> partitions() {
        return consumer.partitionsFor(PostsTopic.NAME).stream()
                .map(partition -> new TopicPartition(PostsTopic.NAME, partition.partition()))
                .toList();
    }

    static Recorded recorded(ConsumerRecord<String, byte[]> found) {
        return switch (PostEventJson.read(found.value())) {
            case Read(PostEvent event) ->
                new Recorded(
                        found.partition(),
                        found.offset(),
                        event.data().postId(),
                        event.version().orElse(0),
                        event.type().wireName(),
                        writeNumber(event.data()));
            case Unreadable(String reason) ->
                throw new IllegalStateException("a record that is no event, at %d of partition %d: %s"
                        .formatted(found.offset(), found.partition(), reason));
        };
    }

    /** The number of the write that generated this content. */
    private static int writeNumber(PostState post) {
        return GeneratedContent.writeOf(FIELDS_AS_IN_JSON.convertValue(post.content(), FIELDS));
    }
}
