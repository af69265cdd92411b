package org.civildiy.acceptance.operation;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.acceptance.client.ActivityStream;
import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.acceptance.client.Answers.TIMESTAMP;
import static org.civildiy.acceptance.client.Answers.invalid;
import static org.civildiy.acceptance.client.Answers.problem;
import static org.hamcrest.Matchers.equalTo;

/** Defects of the legacy system in posts, their events and the streams: none of them may return. */
@AcceptanceTest
class OldSystemPostsTest {
    private final Visitor visitor;
    private final Operator operator;
    private final ActivityStream stream;

    OldSystemPostsTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
        this.stream = ActivityStream.global(visitor);
    }

    @ParameterizedTest
    @CsvSource({"ffffffffffffffffffffffff, 404", "not-an-id, 400"})
    void a_missing_post_is_a_404_and_a_malformed_id_a_400(String id, int status) {
        // When
        var response = visitor.get("/api/posts/" + id);
        // Then
        response.then().spec(problem(status));
    }

    @Test
    void a_null_title_is_refused_and_lists_still_work() {
        // Given
        var ada = visitor.becomesMember();
        var post = ada.posts("Title");
        // When
        var response = ada.put("/api/posts/" + post, "{\"title\": null}");
        // Then
        response.then().spec(invalid("title"));
        visitor.get("/api/posts/" + post).then().statusCode(200).body("title", equalTo("Title"));
        visitor.get("/api/posts?user_id=" + ada.id()).then().statusCode(200).body("title", equalTo(List.of("Title")));
    }

    @Test
    void an_event_carries_the_title_and_not_the_content_in_its_place() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var post = ada.posts("The title", "The content", List.of());
        // Then
        assertThat(stream.awaitPost(post)).containsEntry("title", "The title").containsEntry("content", "The content");
    }

    @Test
    void a_deleted_post_is_not_readable_in_the_stream() {
        // Given
        var ada = visitor.becomesMember();
        var post = ada.posts("Secret", "Nobody shall read this", List.of());
        stream.awaitPost(post);
        // When
        ada.delete("/api/posts/" + post);
        // Then
        stream.awaitDeleted(post);
        ActivityStream.of(ada).awaitDeleted(post);
    }

    @Test
    void an_update_neither_empties_nor_duplicates_the_item() {
        // Given
        var ada = visitor.becomesMember();
        var post = ada.posts("Before");
        stream.awaitPost(post);
        // When
        ada.put("/api/posts/" + post, "{\"title\": \"After\"}");
        // Then
        assertThat(stream.awaitTitle(post, "After"))
                .containsEntry("content", "What there is to say about Before")
                .containsEntry("username", ada.username());
        assertThat(stream.itemsOf(post)).hasSize(1);
    }

    @Test
    void events_are_keyed_by_their_post() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var post = ada.posts("Keyed");
        // Then
        assertThat(operator.topic("posts-events").awaitKey(1, post))
                .extracting(ConsumerRecord::key)
                .containsOnly(post);
    }

    @Test
    void the_timestamps_of_a_post_are_the_same_in_every_response() {
        // Given
        var ada = visitor.becomesMember();
        var created = ada.post("/api/posts", Map.of("title", "t", "content", "c"));
        var post = created.<String>path("id");
        // When
        var read = visitor.get("/api/posts/" + post);
        var listed = visitor.get("/api/posts?user_id=" + ada.id());
        // Then
        assertThat(created.<String>path("created_at"))
                .matches(TIMESTAMP)
                .isEqualTo(read.path("created_at"))
                .isEqualTo(listed.path("[0].created_at"))
                .isEqualTo(stream.awaitPost(post).get("timestamp"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=-1", "limit=0", "limit=100000", "skip=-1", "skip=-2&limit=2"})
    void paging_outside_its_bounds_does_not_reach_the_database(String query) {
        // When
        var posts = visitor.get("/api/posts?" + query);
        var activities = visitor.get("/api/activity-stream?" + query);
        // Then
        posts.then().spec(problem(400));
        activities.then().spec(problem(400));
    }

    @Test
    void user_0_is_one_user_and_not_a_wildcard() {
        // Given
        visitor.becomesMember().posts("Somebody's");
        // When
        var response = visitor.get("/api/posts?user_id=0");
        // Then
        response.then().statusCode(200).body("size()", equalTo(0));
    }

    @Test
    void markup_in_a_post_is_neither_cut_nor_changed() {
        // Given
        var ada = visitor.becomesMember();
        var markup = "Hello <script>alert(1)</script><b onclick=x>world</b> & <a href='javascript:alert(1)'>l</a>";
        // When
        var post = ada.posts(markup, markup, List.of("<i>"));
        // Then
        visitor.get("/api/posts/" + post)
                .then()
                .contentType("application/json")
                .header("X-Content-Type-Options", "nosniff")
                .body("title", equalTo(markup))
                .body("content", equalTo(markup));
    }

    @Test
    void statistics_are_not_constants() {
        // Given
        var before = visitor.get("/api/activity-stream/stats")
                .<Number>path("events_applied")
                .longValue();
        // When
        stream.awaitPost(visitor.becomesMember().posts("Counted"));
        // Then
        await().until(() -> visitor.get("/api/activity-stream/stats")
                        .<Number>path("events_applied")
                        .longValue()
                > before);
    }
}
