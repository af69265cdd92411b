package org.civildiy.checks.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.checks.compose.HandOut;
import org.civildiy.checks.project.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Access rules of Kafka in a production deployment, checked on a real broker. */
class KafkaAccessTest {
    private static final String EVENTS = "posts-events";
    private static final String DEAD_LETTERS = "posts-events-dlq";
    private static final String EARLIER_PASSWORD = "a-password-that-was-changed";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    private static Path directory;

    private static HandOut handOut;
    private static ProductionKafka kafka;

    @BeforeAll
    static void start() throws ExecutionException, InterruptedException, IOException {
        handOut = HandOut.in(directory);
        Path password = handOut.file("kafka-access", "feed_service.properties");
        String present = Yaml.text(password);
        replace(password, "SCRAM-SHA-512=password=" + EARLIER_PASSWORD);
        kafka = ProductionKafka.with(handOut, directory.resolve("kafka"));
        replace(password, present);
        kafka.grant();
        try (Admin operator = Admin.create(operator())) {
            operator.createTopics(List.of(topic(EVENTS), topic(DEAD_LETTERS), topic("other")))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void posts_service_publishes_events_and_reads_them_in_its_own_group() {
        // When
        ThrowingCallable use = () -> {
            write("posts", EVENTS);
            readAndCommit("posts", EVENTS, "posts-service-last-records");
        };
        // Then
        assertThatCode(use).doesNotThrowAnyException();
    }

    @Test
    void feed_service_reads_events_and_sets_aside_what_it_cannot_read() {
        // When
        ThrowingCallable use = () -> {
            readAndCommit("feed", EVENTS, "feed-service");
            write("feed", DEAD_LETTERS);
            readAndCommit("feed", DEAD_LETTERS, "posts-events-dlq-replay");
            ask(
                    "feed",
                    admin -> admin.listConsumerGroupOffsets("feed-service")
                            .partitionsToOffsetAndMetadata()
                            .get());
        };
        // Then
        assertThatCode(use).doesNotThrowAnyException();
    }

    /** Whoever may create a topic learns that it exists; whoever may not is refused. */
    @ParameterizedTest
    @CsvSource({"posts, posts-events", "feed, posts-events", "feed, posts-events-dlq"})
    void a_service_creates_the_topics_that_it_needs(String service, String name) {
        // When
        ThrowingCallable creation = () -> ask(
                service, admin -> admin.createTopics(List.of(topic(name))).all().get());
        // Then
        assertThatThrownBy(creation).hasCauseInstanceOf(TopicExistsException.class);
    }

    @ParameterizedTest
    @CsvSource({"feed, posts-events", "posts, posts-events-dlq", "posts, other", "feed, other"})
    void a_service_writes_to_no_other_topic(String service, String name) {
        // When
        ThrowingCallable write = () -> write(service, name);
        // Then
        assertThatThrownBy(write).hasCauseInstanceOf(AuthorizationException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "posts, posts-events-dlq, posts-service-last-records",
        "posts, posts-events, feed-service",
        "feed, posts-events, posts-service-last-records",
        "feed, other, feed-service",
        "posts, other, posts-service-last-records"
    })
    void a_service_reads_no_other_topic_and_in_no_other_group(String service, String name, String group) {
        // When
        ThrowingCallable read = () -> readAndCommit(service, name, group);
        // Then
        assertThatThrownBy(read).isInstanceOf(AuthorizationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"posts", "feed"})
    void a_service_changes_neither_topics_nor_settings_nor_access(String service) {
        // When
        List<ThrowingCallable> changes = List.of(
                () -> ask(
                        service,
                        admin -> admin.createTopics(List.of(topic("another")))
                                .all()
                                .get()),
                () -> ask(
                        service,
                        admin -> admin.deleteTopics(List.of(EVENTS)).all().get()),
                () -> ask(
                        service,
                        admin -> admin.describeAcls(AclBindingFilter.ANY)
                                .values()
                                .get()),
                () -> ask(
                        service,
                        admin -> admin.describeUserScramCredentials().all().get()),
                () -> ask(
                        service,
                        admin -> admin.incrementalAlterConfigs(
                                        Map.of(new ConfigResource(ConfigResource.Type.TOPIC, EVENTS), List.of()))
                                .all()
                                .get()),
                () -> ask(
                        service,
                        admin -> admin.deleteConsumerGroups(List.of("other"))
                                .all()
                                .get()));
        // Then
        assertThat(changes)
                .allSatisfy(change -> assertThatThrownBy(change).hasCauseInstanceOf(AuthorizationException.class));
    }

    @Test
    void without_an_account_nobody_is_let_in() {
        // Given
        Map<String, Object> anonymous = Map.of(
                "bootstrap.servers", kafka.address(), "request.timeout.ms", 1_000, "default.api.timeout.ms", 2_000);
        // When
        ThrowingCallable use = () -> {
            try (Admin admin = Admin.create(anonymous)) {
                admin.listTopics().names().get();
            }
        };
        // Then
        assertThatThrownBy(use).isInstanceOf(ExecutionException.class);
    }

    @Test
    void a_connection_without_tls_is_refused() {
        // Given
        var plain = new HashMap<>(client("posts"));
        plain.put("security.protocol", "SASL_PLAINTEXT");
        plain.put("request.timeout.ms", 1_000);
        plain.put("default.api.timeout.ms", 2_000);
        // When
        ThrowingCallable use = () -> {
            try (Admin admin = Admin.create(plain)) {
                admin.listTopics().names().get();
            }
        };
        // Then
        assertThatThrownBy(use).isInstanceOf(ExecutionException.class);
    }

    @Test
    void a_broker_of_another_authority_gets_no_proof_of_a_password() {
        // Given
        var settings = new HashMap<>(client("posts"));
        settings.put(
                "ssl.truststore.location",
                HandOut.in(directory.resolve("other")).authority().toString());
        // When
        ThrowingCallable use = () -> {
            try (Admin admin = Admin.create(settings)) {
                admin.listTopics().names().get();
            }
        };
        // Then
        assertThatThrownBy(use).hasCauseInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void a_wrong_password_is_refused() {
        // When
        ThrowingCallable use = () -> {
            try (Admin admin = Admin.create(kafka.client("posts_service", "wrong"))) {
                admin.listTopics().names().get();
            }
        };
        // Then
        assertThatThrownBy(use).hasMessageContaining("SaslAuthenticationException");
    }

    @Test
    void the_operator_may_do_everything() {
        // When
        ThrowingCallable use = () -> {
            try (Admin admin = Admin.create(operator())) {
                admin.describeAcls(AclBindingFilter.ANY).values().get();
                admin.describeUserScramCredentials().all().get();
            }
        };
        // Then
        assertThatCode(use).doesNotThrowAnyException();
    }

    /** It had {@link #EARLIER_PASSWORD} before the access rules were granted the second time. */
    @Test
    void a_new_password_replaces_the_old_one() {
        // When
        ThrowingCallable use = () -> {
            try (Admin admin = Admin.create(kafka.client("feed_service", EARLIER_PASSWORD))) {
                admin.listTopics().names().get();
            }
        };
        // Then
        assertThatThrownBy(use).hasMessageContaining("SaslAuthenticationException");
        assertThatCode(() -> ask("feed", admin -> admin.listTopics().names().get()))
                .doesNotThrowAnyException();
    }

    /** A request of an admin client. */
    private interface Request {
        void send(Admin admin) throws ExecutionException, InterruptedException;
    }

    private static void ask(String service, Request request) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(client(service))) {
            request.send(admin);
        }
    }

    private static void write(String service, String topic) throws ExecutionException, InterruptedException {
        var settings = new HashMap<>(client(service));
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        settings.put("delivery.timeout.ms", 10_000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", "value")).get();
        }
    }

    private static void readAndCommit(String service, String topic, String group) {
        var settings = new HashMap<>(client(service));
        settings.put("group.id", group);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.subscribe(List.of(topic));
            consumer.poll(Duration.ofMillis(1));
            consumer.endOffsets(List.of(partition), TIMEOUT);
            consumer.unsubscribe();
            consumer.assign(List.of(partition));
            consumer.poll(Duration.ofMillis(100));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(0)), TIMEOUT);
        }
    }

    private static Map<String, Object> client(String service) {
        return kafka.client(service + "_service", handOut.value(service + "-service", "kafka-password"));
    }

    private static Map<String, Object> operator() {
        return kafka.client(
                "operator",
                Yaml.text(handOut.secrets().resolve("kafka-operator-password")).strip());
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, 1, (short) 1);
    }

    private static void replace(Path file, String content) throws IOException {
        Files.delete(file);
        Files.writeString(file, content);
    }
}
