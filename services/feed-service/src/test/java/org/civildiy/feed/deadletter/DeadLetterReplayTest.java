package org.civildiy.feed.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.defaults.identity.Caller;
import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventJson;
import org.civildiy.feed.fixture.EventsTopic;
import org.civildiy.feed.fixture.FeedBackends;
import org.civildiy.feed.fixture.LivePosts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;

/** Compaction keeps the last record of a key: a replay must not make an older event, or a record that is none, the last one. */
@QuarkusTest
@WithTestResource(value = FeedBackends.class, scope = TestResourceScope.GLOBAL)
class DeadLetterReplayTest {
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final long author = LivePosts.author();
    private final PostEvent first = LivePosts.created(author, "first");
    private final PostEvent second = LivePosts.updated(first, "second");
    private final String post = first.data().postId();
    private EventsTopic topic;

    @BeforeEach
    void openTopic() {
        topic = new EventsTopic();
    }

    @AfterEach
    void closeTopic() {
        topic.close();
    }

    @Test
    void an_event_that_can_be_read_by_now_and_is_the_newest_of_its_post_is_published() throws Exception {
        // Given
        var found = topic.publish(first);
        topic.putAway(found, post, PostEventJson.write(second));
        // When
        var replayed = replay();
        // Then
        assertThat(replayed.published()).isEqualTo(1);
        assertThat(topic.values(post)).containsExactly(text(first), text(second));
        await("it to be applied")
                .atMost(RECOVERY)
                .untilAsserted(() -> given().header(Caller.USER_ID, author)
                        .get("/api/activity-stream/user")
                        .then()
                        .body("items.title", contains("second")));
    }

    @Test
    void an_event_older_than_what_its_post_has_by_now_is_not_published() throws Exception {
        // Given
        var found = topic.publish(post, "not read".getBytes(StandardCharsets.UTF_8));
        topic.publish(second);
        topic.putAway(found, post, PostEventJson.write(first));
        // When
        var replayed = replay();
        // Then
        assertThat(replayed.outdated()).isEqualTo(1);
        assertThat(topic.values(post)).last().isEqualTo(text(second));
    }

    @Test
    void an_event_that_was_replayed_is_not_published_twice() throws Exception {
        // Given
        var found = topic.publish(first);
        topic.putAway(found, post, PostEventJson.write(second));
        topic.putAway(found, post, PostEventJson.write(second));
        // When
        var replayed = replay();
        // Then
        assertThat(replayed.published()).isEqualTo(1);
        assertThat(topic.values(post)).containsExactly(text(first), text(second));
    }

    @Test
    void an_event_with_the_key_of_another_post_is_not_published() throws Exception {
        // Given
        var found = topic.publish(first);
        var another = LivePosts.created(author, "another");
        topic.putAway(found, post, PostEventJson.write(another));
        // When
        replay();
        // Then
        assertThat(topic.values(post)).containsExactly(text(first));
    }

    private Replayed replay() throws Exception {
        try (var tool = new DeadLetterTool(topic.connection())) {
            return tool.replay();
        }
    }

    private static String text(PostEvent event) {
        return new String(PostEventJson.write(event), StandardCharsets.UTF_8);
    }
}
