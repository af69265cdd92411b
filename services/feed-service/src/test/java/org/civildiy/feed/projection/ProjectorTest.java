package org.civildiy.feed.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.defaults.identity.Caller;
import org.civildiy.events.PostsTopic;
import org.civildiy.feed.fixture.EventsTopic;
import org.civildiy.feed.fixture.FeedBackends;
import org.civildiy.feed.fixture.LivePosts;
import org.civildiy.feed.fixture.WireJson;
import org.civildiy.feed.stream.Stats;
import org.civildiy.local.Backend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** The way from the topic to the streams, with backends that go away and come back. */
@QuarkusTest
@WithTestResource(value = FeedBackends.class, scope = TestResourceScope.GLOBAL)
class ProjectorTest {
    private static final String STREAM = "/api/activity-stream";
    /** A backend's patience, and what a busy machine adds. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final long author = LivePosts.author();
    private EventsTopic topic;

    @BeforeEach
    void openTopic() {
        topic = new EventsTopic();
    }

    @AfterEach
    void allIsWell() {
        topic.close();
        FeedBackends.running().restart(Backend.REDIS);
        FeedBackends.running().restart(Backend.KAFKA);
    }

    @Test
    void the_statistics_are_measured() throws Exception {
        // Given
        topic.publish(UUID.randomUUID().toString(), new byte[] {'x'});
        var post = LivePosts.created(author, "counted");
        topic.publish(post);
        topic.publish(post);
        awaitTitles("counted");
        // When
        var stats = await("all of it to be applied")
                .until(this::stats, each -> Long.valueOf(0).equals(each.consumerLag()));
        // Then
        assertThat(stats.redisConnected()).isTrue();
        assertThat(stats.kafkaConsumerActive()).isTrue();
        assertThat(stats.globalActivityCount()).isEqualTo(total());
        assertThat(stats.eventsApplied()).isPositive();
        assertThat(stats.eventsSkipped()).isPositive();
        assertThat(stats.deadLetters()).isPositive();
        assertThat(stats.lastEventAt())
                .isAfterOrEqualTo(post.timestamp())
                .isBefore(Instant.now().plusSeconds(1));
    }

    @Test
    void the_metrics_tell_what_was_done() {
        // Given
        topic.publish(LivePosts.created(author, "measured"));
        awaitTitles("measured");
        // When
        var metrics = given().get("/metrics");
        // Then
        metrics.then()
                .statusCode(200)
                .body(containsString("feed_events_total{outcome=\"applied\""))
                .body(containsString("feed_events_total{outcome=\"skipped\""))
                .body(containsString("feed_events_total{outcome=\"dead_letter\""))
                .body(containsString("feed_batch_records_count"))
                .body(containsString("feed_batch_time_seconds{quantile=\"0.99\""))
                .body(containsString("feed_lag "));
    }

    @Test
    void without_redis_reads_say_so_and_events_are_not_lost() {
        // Given
        topic.publish(LivePosts.created(author, "before"));
        awaitTitles("before");
        // When
        FeedBackends.running().stop(Backend.REDIS);
        topic.publish(LivePosts.created(author, "meanwhile"));
        // Then
        assertUnavailable();
        FeedBackends.running().restart(Backend.REDIS);
        awaitTitles("meanwhile", "before");
        given().get("/health/ready").then().statusCode(200);
    }

    @Test
    void a_frozen_redis_hangs_no_request() throws Exception {
        // Given
        topic.publish(LivePosts.created(author, "before"));
        awaitTitles("before");
        long redisProcess = FeedBackends.running().pid(Backend.REDIS);
        // When
        signal("STOP", redisProcess);
        topic.publish(LivePosts.created(author, "meanwhile"));
        // Then
        try {
            assertUnavailable();
        } finally {
            signal("CONT", redisProcess);
        }
        awaitTitles("meanwhile", "before");
    }

    @Test
    void an_emptied_redis_is_noticed_and_filled_again_without_a_new_event() {
        // Given
        topic.publish(LivePosts.created(author, "one"));
        var two = LivePosts.created(author, "two");
        topic.publish(two);
        topic.publish(LivePosts.updated(two, "two, changed"));
        awaitTitles("two, changed", "one");
        // When
        FeedBackends.emptyRedis();
        // Then
        awaitTitles("two, changed", "one");
    }

    @Test
    void without_kafka_the_streams_are_served_and_go_on_when_it_is_back() {
        // Given
        topic.publish(LivePosts.created(author, "before"));
        awaitTitles("before");
        // When
        FeedBackends.running().stop(Backend.KAFKA);
        // Then
        own().body("items.title", contains("before"));
        given().get(STREAM + "/stats")
                .then()
                .statusCode(200)
                .time(lessThan(SOON.toMillis()))
                .body("redis_connected", equalTo(true))
                .body("kafka_consumer_active", equalTo(false))
                .body("consumer_lag", nullValue())
                .body("events_applied", greaterThan(0));
        given().get("/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'Kafka' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'Kafka' }.data.connected", equalTo(false))
                .body("checks.find { it.name == 'Kafka' }.data.note", notNullValue());
        FeedBackends.running().restart(Backend.KAFKA);
        topic.publish(LivePosts.created(author, "after"));
        awaitTitles("after", "before");
        await("Kafka to be told as connected")
                .atMost(RECOVERY)
                .untilAsserted(() -> given().get("/health/ready")
                        .then()
                        .body("checks.find { it.name == 'Kafka' }.data.connected", equalTo(true)));
    }

    @Test
    void the_topic_is_compacted_and_has_twelve_partitions() throws Exception {
        // When
        var topics = await("the projector to make it, which it does while the service serves already")
                .ignoreExceptionsInstanceOf(ExecutionException.class)
                .until(() -> topic.described(PostsTopic.NAME), Objects::nonNull);
        // Then
        assertThat(topics.partitions()).isEqualTo(12);
        assertThat(topics.settings()).containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "compact");
    }

    private void assertUnavailable() {
        for (String path : new String[] {STREAM, STREAM + "/user"}) {
            given().header(Caller.USER_ID, author)
                    .get(path)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue())
                    .time(lessThan(SOON.toMillis()));
        }
        given().get(STREAM + "/stats")
                .then()
                .statusCode(200)
                .time(lessThan(SOON.toMillis()))
                .body("redis_connected", equalTo(false))
                .body("global_activity_count", nullValue())
                .body("consumer_lag", nullValue());
        given().get("/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'Redis' }.status", equalTo("DOWN"))
                .body("checks.find { it.name == 'Redis' }.data.reason", notNullValue());
        given().get("/health/live").then().statusCode(200);
    }

    private void awaitTitles(String... titles) {
        await("the projector to apply it")
                .atMost(RECOVERY)
                .untilAsserted(() -> own().body("items.title", contains(titles)));
    }

    private ValidatableResponse own() {
        return given().header(Caller.USER_ID, author)
                .get(STREAM + "/user")
                .then()
                .statusCode(200);
    }

    private Stats stats() throws JsonProcessingException {
        return WireJson.read(given().get(STREAM + "/stats").asString(), Stats.class);
    }

    private static long total() {
        return given().get(STREAM).then().extract().jsonPath().getLong("total");
    }

    private static void signal(String signal, long process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process))
                        .start()
                        .waitFor())
                .isZero();
    }
}
