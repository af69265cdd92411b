package org.civildiy.posts;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import org.civildiy.events.EventReading.Read;
import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventJson;

/** The topic as a reader sees it: everything that is on it, from its start. */
public final class Topic implements AutoCloseable {
    private final String brokers;
    private final KafkaConsumer<String, byte[]> consumer;

    public Topic(String brokers) {
        this.brokers = brokers;
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "group.id",
                        "test-" + UUID.randomUUID(),
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The records of one post, in the order of the topic. */
    public List<ConsumerRecord<String, byte[]>> recordsOf(String postId) {
        var partitions = consumer.partitionsFor("posts-events").stream()
                .map(part -> new TopicPartition(part.topic(), part.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = new HashMap<>(consumer.endOffsets(partitions));
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                if (postId.equals(record.key())) {
                    records.add(record);
                }
            });
        }
        return records;
    }

    /** The versions of one post's events, in the order of the topic. */
    public List<Long> versionsOf(String postId) {
        return recordsOf(postId).stream()
                .map(Topic::eventOf)
                .map(event -> event.version().orElseThrow())
                .toList();
    }

    /** Sends a copy of this record from another producer, as a connection that was lost may deliver it. Returns when the broker has it. */
    public void sendAgain(ConsumerRecord<String, byte[]> record) {
        send(new ProducerRecord<>(
                record.topic(),
                record.partition(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers()));
    }

    /** Sends a record as whoever may write to the topic could. Returns when the broker has it. */
    public void send(String key, String value) {
        send(new ProducerRecord<>("posts-events", key, value.getBytes(StandardCharsets.UTF_8)));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", brokers),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    public static PostEvent eventOf(ConsumerRecord<String, byte[]> record) {
        return ((Read) PostEventJson.read(record.value())).event();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
