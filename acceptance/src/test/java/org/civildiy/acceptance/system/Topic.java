package org.civildiy.acceptance.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** Kafka topic as another system uses it: reads it from the beginning without a consumer group, and sends records. */
public final class Topic {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final String brokers;
    private final String name;

    Topic(String brokers, String name) {
        this.brokers = brokers;
        this.name = name;
    }

    /** Reads until {@code count} records match, and returns all that match, in order within each partition. */
    public List<ConsumerRecord<String, String>> await(int count, Predicate<ConsumerRecord<String, String>> matches) {
        var found = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", brokers),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor(name).stream()
                    .map(partition -> new TopicPartition(name, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = Instant.now().plus(TIMEOUT);
            while (found.size() < count && Instant.now().isBefore(end)) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                found.removeIf(matches.negate());
            }
        }
        assertThat(found).as("records on %s", name).hasSizeGreaterThanOrEqualTo(count);
        return found;
    }

    public List<ConsumerRecord<String, String>> awaitKey(int count, String key) {
        return await(count, eventRecord -> key.equals(eventRecord.key()));
    }

    /** Sends a record, and returns when the broker has acknowledged it. */
    public void send(String key, String value) throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(name, key, value)).get();
        }
    }

    public TopicDescription description() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            return admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
        }
    }

    public String setting(String key) throws ExecutionException, InterruptedException {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try (var admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            return admin.describeConfigs(List.of(topic))
                    .all()
                    .get()
                    .get(topic)
                    .get(key)
                    .value();
        }
    }

    public static @Nullable String header(ConsumerRecord<String, String> eventRecord, String header) {
        var found = eventRecord.headers().lastHeader(header);
        return found == null ? null : new String(found.value(), StandardCharsets.UTF_8);
    }
}
