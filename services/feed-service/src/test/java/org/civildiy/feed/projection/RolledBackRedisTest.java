package org.civildiy.feed.projection;

import java.time.Duration;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.defaults.identity.Caller;
import org.civildiy.feed.fixture.EventsTopic;
import org.civildiy.feed.fixture.FeedBackends;
import org.civildiy.feed.fixture.LivePosts;
import org.civildiy.local.Backend;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.notNullValue;

/** A Redis that is restored from a snapshot, or fails over to a replica that lagged, behind a service that goes on running. */
@QuarkusTest
@WithTestResource(value = FeedBackends.class, scope = TestResourceScope.GLOBAL)
class RolledBackRedisTest {
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final long author = LivePosts.author();
    private EventsTopic topic;

    @BeforeEach
    void openTopic() {
        topic = new EventsTopic();
    }

    @AfterEach
    void allIsWell() {
        FeedBackends.running().restart(Backend.KAFKA);
        topic.close();
    }

    /** Without Kafka nothing can be read again, so that the streams stay as old as they are. */
    @Test
    void a_deleted_post_is_not_shown_again_and_reads_say_so_until_the_topic_was_read_again() {
        // Given
        var post = LivePosts.created(author, "deleted later");
        topic.publish(post);
        await("it to be shown")
                .atMost(RECOVERY)
                .untilAsserted(() -> read().then().statusCode(200).body("items.title", contains("deleted later")));
        var snapshot = FeedBackends.snapshotOfRedis();
        topic.publish(LivePosts.deleted(post));
        await("it to be gone")
                .atMost(RECOVERY)
                .untilAsserted(() -> read().then().statusCode(200).body("items", empty()));
        FeedBackends.running().stop(Backend.KAFKA);
        // When
        FeedBackends.restoreRedis(snapshot);
        // Then
        read().then().statusCode(503).contentType("application/problem+json").header("Retry-After", notNullValue());
        FeedBackends.running().restart(Backend.KAFKA);
        await("the topic to be read again").atMost(RECOVERY).until(() -> read().getStatusCode() == 200);
        read().then().body("items", empty());
    }

    private Response read() {
        return given().header(Caller.USER_ID, author).get("/api/activity-stream/user");
    }
}
