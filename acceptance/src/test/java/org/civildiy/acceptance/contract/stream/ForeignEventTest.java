package org.civildiy.acceptance.contract.stream;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.civildiy.acceptance.client.ActivityStream;
import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Operator;
import org.civildiy.acceptance.system.Topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** docs/contract.md sections 5 and 6: duplicate, late, legacy and unreadable records on the topic. */
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
    void a_duplicate_event_changes_nothing() throws Exception {
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
    void an_older_event_does_not_restore_a_deleted_post() throws Exception {
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
    void events_of_the_legacy_system_are_read() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        var stream = ActivityStream.of(ada);
        var post = "%024x".formatted(UUID.randomUUID().getMostSignificantBits());
        var created = """
                {"event_type": "post.created", "timestamp": "2026-11-23T15:45:56.206878",
                 "data": {"post_id": "%s", "user_id": %d, "title": "Legacy", "content": "From before", "username": "ada"}}
                """.formatted(post, ada.id());
        var deleted = """
                {"event_type": "post.deleted", "timestamp": "2026-11-23T15:45:57.206878",
                 "data": {"post_id": "%s", "user_id": %d}}
                """.formatted(post, ada.id());
        // When
        events.send(post, created);
        // Then
        assertThat(stream.awaitPost(post))
                .containsEntry("title", "Legacy")
                .containsEntry("content", "From before")
                .containsEntry("username", "ada")
                .containsEntry("tags", List.of())
                .containsEntry("timestamp", "2026-11-23T15:45:56.206Z");
        events.send(post, deleted);
        stream.awaitDeleted(post);
    }

    @Test
    void an_unreadable_record_becomes_a_dead_letter_and_the_projection_continues() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        var unreadable = "not an event " + Visitor.unusedName();
        // When
        events.send(Visitor.unusedName(), unreadable);
        // Then
        ActivityStream.of(ada).awaitPost(ada.posts("After the unreadable record"));
        var deadLetter = operator.topic("posts-events-dlq")
                .await(1, r -> unreadable.equals(r.value()))
                .getFirst();
        assertThat(deadLetter.headers()).anyMatch(h -> h.key().contains("reason") && h.value().length > 0);
    }
}
