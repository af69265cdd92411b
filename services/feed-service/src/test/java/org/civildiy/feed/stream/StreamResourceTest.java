package org.civildiy.feed.stream;

import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.defaults.identity.Caller;
import org.civildiy.events.PostEvent;
import org.civildiy.feed.fixture.EventsTopic;
import org.civildiy.feed.fixture.ExpectedItem;
import org.civildiy.feed.fixture.FeedBackends;
import org.civildiy.feed.fixture.LivePosts;
import org.civildiy.feed.fixture.WireJson;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;

@QuarkusTest
@WithTestResource(value = FeedBackends.class, scope = TestResourceScope.GLOBAL)
class StreamResourceTest {
    private static final String STREAM = "/api/activity-stream";
    private static final String PROBLEM = "application/problem+json";

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
    void a_created_post_is_in_front_of_the_global_stream() {
        // Given
        var post = LivePosts.created(author, "Hello");
        // When
        topic.publish(post);
        // Then
        await("the projector to apply it")
                .untilAsserted(() -> given().get(STREAM)
                        .then()
                        .statusCode(200)
                        .contentType("application/json")
                        .body("items[0].post_id", equalTo(post.data().postId())));
        assertThat(given().get(STREAM).asString())
                .startsWith("{\"items\":[" + ExpectedItem.json(post))
                .endsWith(",\"limit\":20,\"skip\":0}");
    }

    @Test
    void ones_own_stream_has_ones_own_posts_newest_first() {
        // Given
        var first = LivePosts.created(author, "first");
        var second = LivePosts.created(author, "second");
        var another = LivePosts.created(LivePosts.author(), "another's");
        // When
        publish(first, second, another);
        // Then
        own.awaitTotal(2)
                .body("items.title", contains("second", "first"))
                .body("items.user_id", everyItem(equalTo((int) author)))
                .body("limit", equalTo(20))
                .body("skip", equalTo(0));
    }

    @Test
    void an_update_shows_the_post_once_with_its_new_content() {
        // Given
        var post = LivePosts.created(author, "before");
        // When
        publish(post, LivePosts.created(author, "between"), LivePosts.updated(post, "after"));
        // Then
        await("the update to be applied")
                .untilAsserted(() -> own.firstPage()
                        .body("items.title", contains("after", "between"))
                        .body("items.event_type", contains("post.updated", "post.created")));
    }

    @Test
    void a_deleted_post_is_in_no_stream() {
        // Given
        var post = LivePosts.created(author, "gone");
        // When
        publish(post, LivePosts.created(author, "stays"), LivePosts.deleted(post));
        // Then
        await("the delete to be applied").untilAsserted(() -> own.firstPage().body("items.title", contains("stays")));
        assertThat(given().queryParam("limit", 100).get(STREAM).asString())
                .doesNotContain(post.data().postId());
    }

    @Test
    void an_event_that_comes_twice_shows_once() {
        // Given
        var post = LivePosts.created(author, "once");
        // When
        publish(post, post, LivePosts.created(author, "after it"));
        // Then
        own.awaitTotal(2).body("items.title", contains("after it", "once"));
    }

    @Test
    void a_page_skips_what_is_before_it_and_total_counts_all() {
        // Given
        publish(IntStream.range(0, 5)
                .mapToObj(number -> LivePosts.created(author, "post " + number))
                .toArray(PostEvent[]::new));
        own.awaitTotal(5);
        // When
        var page = OwnStream.get(own.caller().queryParam("limit", 2).queryParam("skip", 1));
        // Then
        page.then()
                .statusCode(200)
                .body("items.title", contains("post 3", "post 2"))
                .body("total", equalTo(5))
                .body("limit", equalTo(2))
                .body("skip", equalTo(1));
    }

    @Test
    void a_page_behind_the_end_is_empty() {
        // When
        var page = OwnStream.get(own.caller().queryParam("skip", 1_000_000_000));
        // Then
        page.then().statusCode(200).body("items", hasSize(0)).body("total", equalTo(0));
    }

    @Test
    void a_user_without_posts_has_an_empty_stream() {
        // When
        var page = OwnStream.get(own.caller());
        // Then
        assertThat(page.asString()).isEqualTo("{\"items\":[],\"total\":0,\"limit\":20,\"skip\":0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-1", "0", "1.5", "99999999999999999999"})
    void ones_own_stream_needs_an_identity(String userId) {
        // When
        var response = given().header(Caller.USER_ID, userId).get(OwnStream.PATH);
        // Then
        response.then().statusCode(401).contentType(PROBLEM).header("WWW-Authenticate", equalTo("Bearer"));
    }

    @Test
    void the_streams_are_only_read() {
        // When
        var response = given().post(STREAM);
        // Then
        response.then().statusCode(405).contentType(PROBLEM);
    }

    @Test
    void text_arrives_to_the_letter() throws JsonProcessingException {
        // Given
        publish(LivePosts.created(author, "Hello"));
        // When
        var page = WireJson.read(own.awaitTotal(1).extract().asString(), StreamPage.class);
        // Then
        assertThat(page.items()).singleElement().satisfies(item -> {
            assertThat(item.username()).isEqualTo("ada");
            assertThat(item.content()).isEqualTo("<b>content & \"quotes\"</b> ☕");
            assertThat(item.tags()).containsExactly("a", "b");
        });
        assertThat(page.total()).isEqualTo(1);
    }

    @Test
    void the_global_stream_counts_every_live_post() {
        // Given
        publish(LivePosts.created(author, "one"), LivePosts.created(author, "two"));
        own.awaitTotal(2);
        // When
        var response = given().queryParam("limit", 1).get(STREAM);
        // Then
        response.then().body("items", hasSize(1)).body("total", greaterThanOrEqualTo(2));
    }

    private void publish(PostEvent... events) {
        for (PostEvent event : events) {
            topic.publish(event);
        }
    }
}
