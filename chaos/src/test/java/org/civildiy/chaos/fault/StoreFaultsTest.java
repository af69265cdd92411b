package org.civildiy.chaos.fault;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.civildiy.chaos.time.Await;
import org.civildiy.events.PostsTopic;
import org.civildiy.local.LocalStack;
import org.civildiy.local.server.Probe;

import static org.assertj.core.api.Assertions.assertThat;

/** The faults of topics and of Redis, on real servers and without services. */
@Timeout(180)
class StoreFaultsTest {
    private static final TopicPartition EVENTS = new TopicPartition(TopicFaults.EVENTS, 0);
    private static final ConfigResource SETTINGS = new ConfigResource(ConfigResource.Type.TOPIC, TopicFaults.EVENTS);

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    static Path root;

    private static LocalStack stack;
    private static Admin admin;
    private static TopicFaults topics;
    private static RedisFaults redis;

    @BeforeAll
    static void start() throws IOException, InterruptedException, ExecutionException {
        Path project = LocalStack.copyWithoutServices(Path.of(".."), root.resolve("project"));
        stack = LocalStack.start(project, root.resolve("stack"), Map.of());
        String brokers = stack.environment().get("KAFKA_HOST");
        admin = Admin.create(Map.of("bootstrap.servers", brokers));
        topics = new TopicFaults(brokers);
        redis = new RedisFaults(stack, root.resolve("stack"));
        var events = new NewTopic(TopicFaults.EVENTS, Optional.of(1), Optional.empty()).configs(PostsTopic.SETTINGS);
        var deadLetters = new NewTopic(TopicFaults.DEAD_LETTERS, Optional.of(1), Optional.empty());
        admin.createTopics(List.of(events, deadLetters)).all().get();
    }

    @AfterAll
    static void stop() {
        admin.close();
        stack.close();
    }

    @Test
    void a_purge_deletes_the_records_of_a_topic_and_keeps_its_offsets() throws Exception {
        // Given
        topics.sendUnreadable(1);
        // When
        topics.purge(TopicFaults.EVENTS);
        // Then
        assertThat(offset(OffsetSpec.latest())).isPositive();
        assertThat(offset(OffsetSpec.earliest())).isEqualTo(offset(OffsetSpec.latest()));
    }

    @Test
    void a_deleted_topic_is_not_there_and_deleting_it_again_changes_nothing() {
        // When
        topics.delete(TopicFaults.DEAD_LETTERS);
        topics.delete(TopicFaults.DEAD_LETTERS);
        // Then
        Await.until("the topic is not listed", LIMIT, () -> !listed(TopicFaults.DEAD_LETTERS));
    }

    @Test
    void compaction_is_hastened_until_it_is_reset() throws Exception {
        // Given
        String usual = setting("segment.ms");
        // When
        topics.hastenCompaction();
        String hastened = setting("segment.ms");
        topics.resetCompaction();
        // Then
        assertThat(hastened).isEqualTo("500");
        assertThat(setting("segment.ms")).isEqualTo(usual);
    }

    @Test
    void redis_that_is_rolled_back_has_what_it_had_and_redis_that_is_emptied_has_nothing() {
        // Given
        ask("SET key old", "+OK");
        redis.copy();
        ask("SET key new", "+OK");
        // When
        redis.restore();
        stack.awaitUp();
        // Then
        ask("GET key", "$3\r\nold");
        redis.empty();
        ask("GET key", "$-1");
    }

    private static long offset(OffsetSpec which) throws InterruptedException, ExecutionException {
        return admin.listOffsets(Map.of(EVENTS, which))
                .partitionResult(EVENTS)
                .get()
                .offset();
    }

    private static boolean listed(String topic) {
        try {
            return admin.listTopics().names().get().contains(topic);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String setting(String name) throws InterruptedException, ExecutionException {
        Config config =
                admin.describeConfigs(List.of(SETTINGS)).values().get(SETTINGS).get();
        return config.get(name).value();
    }

    private static void ask(String command, String expected) {
        int port = URI.create(stack.environment().get("REDIS_URL")).getPort();
        byte[] answer = Probe.answer(port, (command + "\r\n").getBytes(StandardCharsets.US_ASCII), expected.length());
        assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo(expected);
    }
}
