package org.civildiy.feed.stream;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.events.PostEvent;
import org.civildiy.feed.fixture.EventsTopic;
import org.civildiy.feed.fixture.FeedBackends;
import org.civildiy.feed.fixture.LivePosts;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;

/** A read with a consistency token waits for the write that the token names. */
@QuarkusTest
@WithTestResource(value = FeedBackends.class, scope = TestResourceScope.GLOBAL)
class ConsistencyTokenTest {

    private final long author = LivePosts.author();
    private final OwnStream own = new OwnStream(author);
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
    void a_read_waits_for_the_version_that_it_names_and_says_that_it_is_there() {
        // Given
        publish(LivePosts.created(author, "before"));
        own.awaitTotal(1);
        var post = LivePosts.created(author, "just written");
        publish(post);
        // When
        var page = OwnStream.get(after(post.data().postId(), 1));
        // Then
        page.then()
                .statusCode(200)
                .header(ConsistencyToken.HEADER, equalTo(post.data().postId() + ":1; projected=true"))
                .body("items.title", contains("just written", "before"));
    }

    @Test
    void a_read_waits_for_a_delete_too() {
        // Given
        var post = LivePosts.created(author, "gone");
        publish(post);
        own.awaitTotal(1);
        publish(LivePosts.deleted(post));
        // When
        var page = OwnStream.get(after(post.data().postId(), 2));
        // Then
        page.then()
                .header(ConsistencyToken.HEADER, equalTo(post.data().postId() + ":2; projected=true"))
                .body("items", hasSize(0));
    }

    @Test
    void a_version_that_does_not_come_is_waited_for_a_second_and_then_said_not_to_be_there() {
        // Given
        var post = LivePosts.created(author, "old");
        publish(post);
        own.awaitTotal(1);
        // When
        var page = OwnStream.get(after(post.data().postId(), 2));
        // Then
        page.then()
                .statusCode(200)
                .time(greaterThanOrEqualTo(ProjectionWait.MAX_WAIT.toMillis()))
                .header(ConsistencyToken.HEADER, equalTo(post.data().postId() + ":2; projected=false"))
                .body("items.title", contains("old"));
    }

    private void publish(PostEvent... events) {
        for (PostEvent event : events) {
            topic.publish(event);
        }
    }

    private RequestSpecification after(String postId, long version) {
        return own.caller().header(ConsistencyToken.HEADER, postId + ":" + version);
    }
}
