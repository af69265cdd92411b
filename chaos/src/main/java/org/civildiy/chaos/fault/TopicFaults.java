package org.civildiy.chaos.fault;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import org.civildiy.chaos.history.UnreadableRecord;
import org.civildiy.events.PostsTopic;

/** Faults of topics: compaction within seconds, deleted records, a deleted topic, and a record that cannot be read as an event. */
final class TopicFaults {
    static final String EVENTS = PostsTopic.NAME;
    static final String DEAD_LETTERS = EVENTS + "-dlq";
    static final List<String> TOPICS = List.of(EVENTS, DEAD_LETTERS);

    private static final int TIMEOUT_SECONDS = 20;

    /** Topic settings with which the broker compacts within seconds instead of days. */
    private static final Map<String, String> HASTENED =
            Map.of("segment.ms", "500", "min.cleanable.dirty.ratio", "0.001", "max.compaction.lag.ms", "1000");

    private final Map<String, Object> broker;

    TopicFaults(String brokers) {
        this.broker = Map.of("bootstrap.servers", brokers, "request.timeout.ms", 5_000);
    }

    void hastenCompaction() {
        alter(AlterConfigOp.OpType.SET, HASTENED);
    }

    void resetCompaction() {
        alter(AlterConfigOp.OpType.DELETE, HASTENED);
    }

    /**
     * Deletes all records that the topic has now. Kafka deletes no records of a topic whose only cleanup policy is {@code compact}, so the
     * policy is {@code delete} meanwhile.
     */
    void purge(String topic) {
        boolean compacted = topic.equals(EVENTS);
        if (compacted) {
            alter(
                    AlterConfigOp.OpType.SET,
                    Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE));
        }
        deleteRecords(topic);
        if (compacted) {
            alter(AlterConfigOp.OpType.SET, PostsTopic.SETTINGS);
        }
    }

    private void deleteRecords(String topic) {
        run(admin -> {
            var described = answer(admin.describeTopics(List.of(topic)).allTopicNames());
            var latest = described.get(topic).partitions().stream()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(topic, partition.partition()), _ -> OffsetSpec.latest()));
            var before = answer(admin.listOffsets(latest).all()).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            end -> RecordsToDelete.beforeOffset(end.getValue().offset())));
            answer(admin.deleteRecords(before).all());
        });
    }

    void delete(String topic) {
        run(admin -> answer(admin.deleteTopics(List.of(topic)).all()));
    }

    /** Sends a record to the events' topic that cannot be read as an event. */
    void sendUnreadable(long number) {
        try (var producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer())) {
            byte[] value = "{\"no\":\"event\"}".getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(EVENTS, UnreadableRecord.key(number), value))
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot send an unreadable record: " + e, e);
        }
    }

    private void alter(AlterConfigOp.OpType operation, Map<String, String> settings) {
        var changes = settings.entrySet().stream()
                .map(entry -> new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), operation))
                .toList();
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, EVENTS);
        run(admin ->
                answer(admin.incrementalAlterConfigs(Map.of(topic, changes)).all()));
    }

    private void run(Operation operation) {
        try (var admin = Admin.create(broker)) {
            operation.on(admin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw new IllegalStateException("Kafka refuses a fault: " + e.getCause(), e);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer", e);
        }
    }

    private interface Operation {
        void on(Admin admin) throws InterruptedException, ExecutionException, TimeoutException;
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
