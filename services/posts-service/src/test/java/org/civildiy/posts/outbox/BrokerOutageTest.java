package org.civildiy.posts.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.local.Backends;
import org.civildiy.posts.Documents;
import org.civildiy.posts.RealBackends;
import org.civildiy.posts.Topic;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.local.Backend.KAFKA;
import static org.civildiy.posts.PostsApi.deletePost;
import static org.civildiy.posts.PostsApi.newPost;
import static org.civildiy.posts.PostsApi.updatePost;

/** Writes while Kafka is unavailable or frozen, and their events when it is back. */
@QuarkusTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class BrokerOutageTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    Backends backends;

    private Documents documents;
    private Topic topic;

    @BeforeEach
    void read_the_topic_when_the_service_is_connected() {
        await("the service has found the broker").atMost(SOON).until(this::isConnected);
        topic = new Topic(backends.environment().get("KAFKA_HOST"));
        documents = new Documents(backends);
    }

    @AfterEach
    void close() {
        topic.close();
        documents.close();
        backends.restart(KAFKA);
    }

    @Test
    void without_a_broker_writes_go_on_and_their_events_are_published_when_it_is_back() {
        // Given
        var before = newPost(205);
        backends.stop(KAFKA);
        // When
        var ids = IntStream.range(0, 20).mapToObj(number -> newPost(205)).toList();
        updatePost(205, before, "{\"title\": \"New\"}").statusCode(200);
        deletePost(205, ids.getFirst()).statusCode(200);
        await("the outage is reported").atMost(SOON).until(() -> !isConnected());
        await("the backlog is measured").atMost(SOON).until(() -> metric("posts_outbox_depth") == 21);
        assertThat(metric("posts_outbox_oldest_age_seconds")).isPositive();
        given().get("/health/ready").then().statusCode(200);
        backends.restart(KAFKA);
        // Then
        await().atMost(SOON).until(() -> metric("posts_outbox_depth") == 0);
        assertThat(topic.versionsOf(before)).endsWith(2L).isSorted();
        assertThat(topic.versionsOf(ids.getFirst())).endsWith(2L).isSorted();
        assertThat(ids.subList(1, 20))
                .allSatisfy(id -> assertThat(topic.versionsOf(id)).contains(1L));
        assertThat(document(ids.getFirst())).isNull();
    }

    @Test
    void without_a_broker_a_post_is_changed_until_its_outbox_is_full_and_no_acknowledged_change_is_forgotten() {
        // Given
        var id = newPost(208);
        await().atMost(SOON).until(() -> !document(id).containsKey("outbox"));
        backends.stop(KAFKA);
        var acknowledged = 1L;
        // When
        while (updateStatus(208, id) == 200) {
            acknowledged++;
        }
        // Then
        updatePost(208, id, "{}").statusCode(503).header("Retry-After", "2");
        assertThat(acknowledged).isEqualTo(201);
        backends.restart(KAFKA);
        var all = LongStream.rangeClosed(1, acknowledged).boxed().toList();
        await().atMost(SOON)
                .until(() -> topic.versionsOf(id).stream().distinct().toList().equals(all));
        updatePost(208, id, "{}").statusCode(200);
    }

    @Test
    void a_frozen_broker_delays_no_write() throws Exception {
        // Given
        var frozen = String.valueOf(backends.pid(KAFKA));
        signal("-STOP", frozen);
        String id;
        Duration took;
        try {
            // When
            var begun = Instant.now();
            id = newPost(206);
            took = Duration.between(begun, Instant.now());
        } finally {
            signal("-CONT", frozen);
        }
        // Then
        assertThat(took).isLessThan(Duration.ofSeconds(1));
        await().atMost(SOON).until(() -> !document(id).containsKey("outbox"));
        assertThat(topic.versionsOf(id)).isNotEmpty().containsOnly(1L);
    }

    private static int updateStatus(int user, String id) {
        return updatePost(user, id, "{}").extract().statusCode();
    }

    private boolean isConnected() {
        return given().get("/health/ready").then().extract().path("checks.find { it.name == 'Kafka' }.data.connected");
    }

    private static double metric(String name) {
        return given().get("/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private Document document(String id) {
        return documents.find(id);
    }

    private static void signal(String name, String pid) throws Exception {
        new ProcessBuilder("kill", name, pid).start().waitFor();
    }
}
