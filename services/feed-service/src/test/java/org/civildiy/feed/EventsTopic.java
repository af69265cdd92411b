package org.civildiy.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventJson;
import org.civildiy.events.PostsTopic;

/** The topic as posts-service writes it and an operator reads it. */
final class EventsTopic implements AutoCloseable {
    private final String broker = FeedBackends.running().environment().get("KAFKA_HOST");
    private final Producer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", broker, "acks", "all"), new ByteArraySerializer(), new ByteArraySerializer());

    /** The settings of a client of the broker. */
    Map<String, Object> connection() {
        return Map.of("bootstrap.servers", broker);
    }

    RecordMetadata publish(PostEvent event) {
        return publish(event.data().postId(), PostEventJson.write(event));
    }

    /** Publishes without waiting for it to be acknowledged. */
    Future<RecordMetadata> send(PostEvent event) {
        var key = event.data().postId().getBytes(StandardCharsets.UTF_8);
        return producer.send(new ProducerRecord<>(PostsTopic.NAME, key, PostEventJson.write(event)));
    }

    RecordMetadata publish(String key, byte[] value) {
        try {
            return producer.send(new ProducerRecord<>(PostsTopic.NAME, key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /** How far a group has said that it read the partition of a record; 0 before it has. */
    long committed(String group, RecordMetadata record) throws ExecutionException, InterruptedException {
        var partition = new TopicPartition(record.topic(), record.partition());
        try (var admin = Admin.create(connection())) {
            var offset = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(partition);
            return offset == null ? 0 : offset.offset();
        }
    }

    /** Everything among the dead letters. */
    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        var partition = new TopicPartition(Broker.DEAD_LETTERS, 0);
        var letters = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(connection(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
            }
        }
        return letters;
    }

    /** How a topic is made. */
    record Described(int partitions, Map<String, String> settings) {}

    Described described(String topic) throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (var admin = Admin.create(connection())) {
            var settings = admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                    .filter(setting -> setting.value() != null)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
            int partitions = admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get()
                    .partitions()
                    .size();
            return new Described(partitions, settings);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
