package org.civildiy.acceptance.contract.post;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Operator;
import org.civildiy.acceptance.system.Topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.acceptance.system.Topic.header;

/** docs/contract.md section 5: the events of posts, as other systems read them from the topic. */
@AcceptanceTest
class EventContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Visitor visitor;
    private final Topic events;

    EventContractTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.events = operator.topic("posts-events");
    }

    @Test
    void a_posts_events_are_keyed_by_its_id_and_count_its_changes_from_1() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        var post = ada.posts("One", "First", List.of("a"));
        // When
        ada.put("/api/posts/" + post, "{\"content\": \"Second\"}");
        ada.delete("/api/posts/" + post);
        // Then
        var written = events.awaitKey(3, post);
        assertThat(written)
                .extracting(r -> event(r).path("event_type").asText())
                .containsExactly("post.created", "post.updated", "post.deleted");
        assertThat(written).extracting(r -> event(r).path("version").asInt()).containsExactly(1, 2, 3);
        assertThat(written)
                .extracting(ConsumerRecord::partition)
                .containsOnly(written.getFirst().partition());
    }

    @Test
    void created_and_updated_carry_the_whole_post() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        var post = ada.posts("One", "First", List.of("a", "b"));
        // When
        var response = ada.put("/api/posts/" + post, "{\"content\": \"Second\"}");
        // Then
        var written = events.awaitKey(2, post);
        assertThat(data(written.get(1)))
                .isEqualTo(Map.of(
                        "post_id",
                        post,
                        "user_id",
                        (int) ada.id(),
                        "username",
                        ada.username(),
                        "title",
                        "One",
                        "content",
                        "Second",
                        "tags",
                        List.of("a", "b"),
                        "created_at",
                        response.path("created_at"),
                        "updated_at",
                        response.path("updated_at")));
        assertThat(data(written.get(0))).containsEntry("content", "First");
    }

    @Test
    void deleted_carries_the_post_its_owner_and_nothing_else() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        var post = ada.posts("Deleted");
        // When
        ada.delete("/api/posts/" + post);
        // Then
        assertThat(data(events.awaitKey(2, post).get(1)))
                .isEqualTo(Map.of("post_id", post, "user_id", (int) ada.id(), "username", ada.username()));
    }

    @Test
    void every_event_is_valid_by_the_published_schema() throws Exception {
        // Given
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(published("/org/civildiy/events/post-event.schema.json"), InputFormat.JSON);
        var ada = visitor.becomesMember();
        var post = ada.posts("Größe \uD83D\uDE80", "<b>&\"\\\n", List.of("ü"));
        // When
        ada.put("/api/posts/" + post, "{\"tags\": null}");
        ada.delete("/api/posts/" + post);
        // Then
        assertThat(events.awaitKey(3, post))
                .allSatisfy(r ->
                        assertThat(schema.validate(r.value(), InputFormat.JSON)).isEmpty());
    }

    @Test
    void headers_are_cloudevents_in_binary_mode() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        // When
        var post = ada.posts("With headers");
        // Then
        var written = events.awaitKey(1, post).getFirst();
        assertThat(header(written, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(written, "ce_id"))
                .isEqualTo(event(written).path("event_id").asText());
        assertThat(UUID.fromString(header(written, "ce_id"))).isNotNull();
        assertThat(header(written, "ce_type")).isEqualTo("post.created");
        assertThat(header(written, "ce_source")).isNotBlank();
        assertThat(header(written, "ce_time"))
                .isEqualTo(event(written).path("timestamp").asText());
        assertThat(header(written, "content-type")).isEqualTo("application/json");
    }

    @Test
    void an_event_belongs_to_the_trace_of_the_request_that_made_it() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        var trace = UUID.randomUUID().toString().replace("-", "");
        // When
        var post = ada.request()
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .contentType("application/json")
                .body(Map.of("title", "Traced", "content", "c"))
                .post("/api/posts")
                .<String>path("id");
        // Then
        assertThat(header(events.awaitKey(1, post).getFirst(), "traceparent"))
                .matches("00-" + trace + "-[0-9a-f]{16}-0[01]");
    }

    @Test
    void a_request_without_a_trace_begins_one() throws Exception {
        // Given
        var ada = visitor.becomesMember();
        // When
        var post = ada.posts("Untraced");
        // Then
        assertThat(header(events.awaitKey(1, post).getFirst(), "traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
    }

    @Test
    void the_topic_has_12_partitions_and_keeps_the_last_state_of_every_post() throws Exception {
        // When
        var topic = events.description();
        // Then
        assertThat(topic.partitions()).hasSize(12);
        assertThat(events.setting("cleanup.policy")).isEqualTo("compact");
    }

    private static JsonNode event(ConsumerRecord<String, String> written) {
        try {
            return JSON.readTree(written.value());
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + written.value(), e);
        }
    }

    private static Map<String, Object> data(ConsumerRecord<String, String> written) {
        return JSON.convertValue(event(written).path("data"), new TypeReference<>() {});
    }

    private static String published(String schema) throws IOException {
        try (var in = EventContractTest.class.getResourceAsStream(schema)) {
            assertThat(in).as(schema).isNotNull();
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
