package org.civildiy.acceptance;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** docs/contract.md sections 5 and 6: what the stream makes of events that come twice, late, from the old system, or broken. */
@AcceptanceTest
class ForeignEventTest {
    private final Visitor visitor;
    private final Operator operator;
    private final Topic events;

    ForeignEventTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
        this.events = operator.topic("posts-events");
    }

    @Test
    void an_event_that_comes_twice_changes_nothing() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        var stream = ActivityStream.of(ada);
        var post = ada.posts("Once");
        stream.awaitPost(post);
        var event = events.awaitKey(1, post).getFirst();
        // When
        events.send(event.key(), event.value());
        events.send(event.key(), event.value());
        // Then
        stream.awaitPost(ada.posts("Afterwards"));
        assertThat(stream.itemsOf(post)).hasSize(1);
    }

    @Test
    void an_older_version_after_a_newer_one_changes_nothing() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        var stream = ActivityStream.of(ada);
        var post = ada.posts("Old");
        ada.put("/api/posts/" + post, "{\"title\": \"New\"}");
        stream.awaitTitle(post, "New");
        var first = events.awaitKey(1, post).getFirst();
        // When
        events.send(first.key(), first.value());
        // Then
        ada.put("/api/posts/" + post, "{\"title\": \"Newest\"}");
        stream.awaitTitle(post, "Newest");
        assertThat(stream.itemsOf(post)).hasSize(1);
    }

    @Test
    void a_deleted_post_does_not_come_back_with_an_older_event() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        var stream = ActivityStream.of(ada);
        var post = ada.posts("Deleted");
        ada.delete("/api/posts/" + post);
        var created = events.awaitKey(2, post).getFirst();
        // When
        events.send(created.key(), created.value());
        // Then
        await().untilAsserted(() -> assertThat(
                        visitor.get("/api/activity-stream/stats").<Integer>path("consumer_lag"))
                .isZero());
        assertThat(stream.itemsOf(post)).isEmpty();
    }

    @Test
    void the_old_systems_events_are_read() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        var stream = ActivityStream.of(ada);
        var post = "%024x".formatted(UUID.randomUUID().getMostSignificantBits());
        var old = """
                {"event_type": "post.created", "timestamp": "2026-11-23T15:45:56.206878",
                 "data": {"post_id": "%s", "user_id": %d, "title": "Old", "content": "From before", "username": "ada"}}
                """.formatted(post, ada.id());
        var gone = """
                {"event_type": "post.deleted", "timestamp": "2026-11-23T15:45:57.206878",
                 "data": {"post_id": "%s", "user_id": %d}}
                """.formatted(post, ada.id());
        // When
        events.send(post, old);
        // Then
        assertThat(stream.awaitPost(post))
                .containsEntry("title", "Old")
                .containsEntry("content", "From before")
                .containsEntry("username", "ada")
                .containsEntry("tags", List.of())
                .containsEntry("timestamp", "2026-11-23T15:45:56.206Z");
        events.send(post, gone);
        stream.awaitGone(post);
    }

    @Test
    void what_cannot_be_read_goes_to_the_dead_letters_and_the_stream_goes_on() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        var poison = "not an event " + Visitor.unusedName();
        // When
        events.send(Visitor.unusedName(), poison);
        // Then
        ActivityStream.of(ada).awaitPost(ada.posts("After the poison"));
        var letter = operator.topic("posts-events-dlq")
                .await(1, r -> poison.equals(r.value()))
                .getFirst();
        assertThat(letter.headers()).anyMatch(h -> h.key().contains("reason") && h.value().length > 0);
    }
}
