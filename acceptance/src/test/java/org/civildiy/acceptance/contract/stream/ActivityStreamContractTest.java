package org.civildiy.acceptance.contract.stream;

import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.civildiy.acceptance.client.ActivityStream;
import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.civildiy.acceptance.client.Answers.TIMESTAMP;
import static org.civildiy.acceptance.client.Answers.problem;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;

/** docs/contract.md section 6: the items of the global stream and of a user's stream. */
@AcceptanceTest
class ActivityStreamContractTest {
    private final Visitor visitor;
    private final ActivityStream stream;

    ActivityStreamContractTest(Visitor visitor) {
        this.visitor = visitor;
        this.stream = ActivityStream.global(visitor);
    }

    @Test
    void a_post_appears_with_all_fields_of_the_contract() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var post = ada.posts("Seen", "By all", List.of("news"));
        // Then
        assertThat(stream.awaitPost(post))
                .containsOnly(
                        entry("post_id", post),
                        entry("user_id", (int) ada.id()),
                        entry("username", ada.username()),
                        entry("event_type", "post.created"),
                        entry("timestamp", visitor.get("/api/posts/" + post).path("created_at")),
                        entry("title", "Seen"),
                        entry("content", "By all"),
                        entry("tags", List.of("news")));
    }

    @Test
    void an_update_moves_the_post_to_the_front_with_its_newest_content() {
        // Given
        var ada = visitor.becomesMember();
        var hers = ActivityStream.of(ada);
        var first = ada.posts("First");
        var second = ada.posts("Second");
        hers.awaitPost(first);
        hers.awaitPost(second);
        // When
        ada.put("/api/posts/" + first, "{\"title\": \"First again\"}");
        // Then
        var item = hers.awaitTitle(first, "First again");
        assertThat(item)
                .containsEntry("event_type", "post.updated")
                .containsEntry("content", "What there is to say about First");
        assertThat(hers.items()).extracting(i -> i.get("post_id")).containsExactly(first, second);
        assertThat(stream.itemsOf(first)).containsExactly(item);
    }

    @Test
    void a_deleted_post_leaves_both_streams() {
        // Given
        var ada = visitor.becomesMember();
        var post = ada.posts("Short-lived");
        stream.awaitPost(post);
        // When
        ada.delete("/api/posts/" + post);
        // Then
        stream.awaitDeleted(post);
        ActivityStream.of(ada).awaitDeleted(post);
    }

    @Test
    void the_stream_is_ordered_by_time_newest_first() {
        // Given
        var ada = visitor.becomesMember();
        var bob = visitor.becomesMember();
        ada.posts("One");
        bob.posts("Two");
        var last = ada.posts("Three");
        // When
        stream.awaitPost(last);
        // Then
        assertThat(stream.items())
                .extracting(item -> (String) item.get("timestamp"))
                .isSortedAccordingTo(Comparator.reverseOrder())
                .allMatch(timestamp -> timestamp.matches(TIMESTAMP));
    }

    @Test
    void the_stream_of_a_user_has_only_the_posts_of_that_user() {
        // Given
        var ada = visitor.becomesMember();
        var post = ada.posts("Ada's");
        stream.awaitPost(visitor.becomesMember().posts("Bob's"));
        stream.awaitPost(post);
        // When
        var hers = ada.get("/api/activity-stream/user");
        // Then
        hers.then()
                .statusCode(200)
                .body("$", aMapWithSize(4))
                .body("items.post_id", equalTo(List.of(post)))
                .body("total", equalTo(1))
                .body("limit", equalTo(20))
                .body("skip", equalTo(0));
    }

    @Test
    void the_global_stream_is_public_and_the_stream_of_a_user_needs_identity() {
        // When
        var global = visitor.get("/api/activity-stream");
        var own = visitor.get("/api/activity-stream/user");
        // Then
        global.then()
                .statusCode(200)
                .body("$", aMapWithSize(4))
                .body("limit", equalTo(20))
                .body("skip", equalTo(0));
        own.then().spec(problem(401));
    }

    @Test
    void redis_shows_the_stream_to_an_operator(Operator operator) throws Exception {
        // Given
        var ada = visitor.becomesMember();
        var post = ada.posts("In the list");
        stream.awaitPost(post);
        // When
        var global = operator.redisList("feed:activity:global");
        var hers = operator.redisList("feed:activity:user:" + ada.id());
        // Then
        assertThat(global).anyMatch(item -> item.contains(post));
        assertThat(hers).hasSize(1).first().asString().contains("\"title\":\"In the list\"");
        assertThat(global).hasSizeLessThanOrEqualTo(1000);
    }
}
